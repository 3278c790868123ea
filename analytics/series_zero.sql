-- Fills those rows of `cell` that are among $fills (measure and cell, as 0 3.new.total) with 0, status `zero`, where blank
-- and nil counted as 0 make a sum of the forms close: Σ $left = Σ $right, with nothing missing, and no empty cell on one
-- of its sides.
UPDATE cell
SET value = 0, status = 'zero'
FROM (
    SELECT report
    FROM (
        SELECT report, value, status, list_contains($left, indicator) AS is_left
        FROM figure
        WHERE list_contains($left || $right, indicator) AND row_label IS NULL
          AND report IN (SELECT report FROM cell
                         WHERE status IN ('blank', 'nil') AND list_contains($fills, m || ' ' || indicator))
    )
    GROUP BY report
    HAVING bool_and(value IS NOT NULL OR status IN ('blank', 'nil'))
       AND (bool_and(value IS NOT NULL OR is_left) OR bool_and(value IS NOT NULL OR NOT is_left))
       AND sum(CASE WHEN is_left THEN coalesce(value, 0) ELSE -coalesce(value, 0) END) = 0
) proved
WHERE cell.report = proved.report AND cell.status IN ('blank', 'nil')
  AND list_contains($fills, cell.m || ' ' || cell.indicator)
