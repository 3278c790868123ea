-- Fills those rows of `cell` whose cell prints a sum and is empty although all its parts hold numbers: with their sum,
-- status `summed`. Bound: $parts, and $totals, of equal length.
UPDATE cell
SET value = summed.value, status = 'summed'
FROM (
    SELECT report, $totals[list_position($parts, indicator)] AS total, sum(value) AS value
    FROM figure
    WHERE list_contains($parts, indicator) AND row_label IS NULL
      AND report IN (SELECT report FROM cell WHERE status IN ('blank', 'missing'))
    GROUP BY ALL
    HAVING count(value) = count(*)
) summed
WHERE cell.report = summed.report AND cell.indicator = summed.total AND cell.status IN ('blank', 'missing')
