-- The gaps again, those of $parts filled with 0, status `zero`, where blank and nil counted as 0 make a sum of the
-- forms close: Σ $left = Σ $right, with nothing missing, and no empty cell on one of its sides.
-- Grain: one row per report and cell without a number.
WITH proved AS (
    SELECT report
    FROM (
        SELECT report, value, status, list_contains($left, indicator) AS is_left
        FROM observation
        WHERE list_contains($left || $right, indicator) AND row_label IS NULL
          AND report IN (SELECT report FROM gap WHERE status IN ('blank', 'nil') AND list_contains($parts, indicator))
    )
    GROUP BY report
    HAVING bool_and(value IS NOT NULL OR status IN ('blank', 'nil'))
       AND (bool_and(value IS NOT NULL OR is_left) OR bool_and(value IS NOT NULL OR NOT is_left))
       AND sum(CASE WHEN is_left THEN coalesce(value, 0) ELSE -coalesce(value, 0) END) = 0
)
SELECT gap.report, gap.indicator,
       CASE WHEN proved.report IS NULL THEN gap.value ELSE 0 END AS value,
       CASE WHEN proved.report IS NULL THEN gap.status ELSE 'zero' END AS status
FROM gap
LEFT JOIN proved
  ON proved.report = gap.report AND gap.status IN ('blank', 'nil') AND list_contains($parts, gap.indicator)
