-- `cell`: one row per report and cell of the measure, wherever it has one. Bound: $only (the cell if the measure reads
-- just one, else NULL: an equality finds its rows without reading the others), $cells.
CREATE TEMP TABLE cell AS
SELECT report, indicator, value::DECIMAL(38, 4) AS value, status
FROM observation
WHERE indicator = $only AND row_label IS NULL
UNION ALL
SELECT report, indicator, value, status
FROM observation
WHERE $only IS NULL AND list_contains($cells, indicator) AND row_label IS NULL
