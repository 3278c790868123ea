-- One row per report and row with a change, whether its decisions are those of last year plus the change,
-- and whether they are also the items of last year plus the change.
SELECT report, split_part(indicator, '.', 2) AS row_code, any_value(form), any_value(year), any_value(units),
       any_value(earlier) FILTER (indicator LIKE '%.decisions') AS before,
       any_value(value) FILTER (indicator LIKE '%.change') AS change,
       any_value(value) FILTER (indicator LIKE '%.decisions') AS decisions,
       before + change = decisions AS stepped,
       coalesce(any_value(value) FILTER (indicator LIKE '%.items') + change = decisions, false) AS summed
FROM step
WHERE regexp_matches(indicator, '^2\..*\.(items|change|decisions)$')
GROUP BY report, row_code
HAVING change <> 0 AND decisions > 0 AND before > 0
ORDER BY report, row_code
