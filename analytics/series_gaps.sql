-- `gap`: one row per report and cell of the measure that holds no number. Bound: $only (the cell if the measure reads
-- just one, else NULL: an equality finds its rows without reading the others), $cells.
CREATE TEMP TABLE gap AS
SELECT report, indicator, NULL::DECIMAL(38, 4) AS value, status
FROM observation
WHERE indicator = $only AND value IS NULL AND row_label IS NULL
UNION ALL
SELECT report, indicator, NULL, status
FROM observation
WHERE $only IS NULL AND list_contains($cells, indicator) AND value IS NULL AND row_label IS NULL
