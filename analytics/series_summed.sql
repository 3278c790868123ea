-- The gaps again, those filled whose cell prints a sum and is empty although all its parts hold numbers: their sum,
-- status `summed`. Grain: one row per report and cell without a number. Bound: $parts, and $totals, of equal length.
WITH summed AS (
    SELECT report, $totals[list_position($parts, indicator)] AS indicator, sum(value) AS value
    FROM observation
    WHERE list_contains($parts, indicator) AND row_label IS NULL
      AND report IN (SELECT report FROM gap WHERE status IN ('blank', 'missing'))
    GROUP BY ALL
    HAVING count(value) = count(*)
)
SELECT gap.report, gap.indicator, summed.value,
       CASE WHEN summed.value IS NULL THEN gap.status ELSE 'summed' END AS status
FROM gap
LEFT JOIN summed
  ON summed.report = gap.report AND summed.indicator = gap.indicator AND gap.status IN ('blank', 'missing')
