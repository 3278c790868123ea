-- One row per report and column whose 上年结转 is not what the year before carried over.
SELECT report, split_part(indicator, '.', 3) AS column_code, any_value(form), any_value(year), any_value(units),
       any_value(value) FILTER (indicator LIKE '%.carried_in.%') AS carried_in,
       any_value(earlier) FILTER (indicator LIKE '%.carried_out.%') AS carried_out
FROM step
WHERE indicator LIKE '3.carried_%'
GROUP BY report, column_code
HAVING carried_in <> carried_out
ORDER BY report, column_code
