-- `cell`: one row per measure, report and cell of the measure, wherever it has one. Bound: $sides (m the measure, and a
-- cell of it), $only (the cell if there is but one, else NULL: an equality finds its rows without reading the others).
CREATE TEMP TABLE cell AS
WITH side AS (
    SELECT unnest(
        $sides::STRUCT(m INTEGER, indicator VARCHAR, is_below BOOLEAN, is_minus BOOLEAN)[], recursive := true)
)
SELECT m, report, indicator, value::DECIMAL(38, 4) AS value, status, decided, is_below, is_minus
FROM figure
JOIN side USING (indicator)
WHERE indicator = $only AND row_label IS NULL
UNION ALL
SELECT m, report, indicator, value, status, decided, is_below, is_minus
FROM figure
JOIN side USING (indicator)
WHERE $only IS NULL AND row_label IS NULL
