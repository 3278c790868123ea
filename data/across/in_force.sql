-- One row per report and row whose 现行有效 does not follow from the year before, 制发 and 废止.
SELECT report, split_part(indicator, '.', 2) AS row_code, any_value(form), any_value(year), any_value(units),
       any_value(earlier) FILTER (indicator LIKE '%.in_force') AS before,
       any_value(value) FILTER (indicator LIKE '%.made') AS made,
       any_value(value) FILTER (indicator LIKE '%.repealed') AS repealed,
       any_value(value) FILTER (indicator LIKE '%.in_force') AS in_force
FROM step
WHERE alike AND regexp_matches(indicator, '^2\..*\.(in_force|made|repealed)$')
GROUP BY report, row_code
HAVING in_force <> before + made - repealed
ORDER BY report, row_code
