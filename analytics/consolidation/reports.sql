-- One row per report in force of a year. Bound: $year, $made_up.
SELECT jurisdiction, id, sha256, form2, form3, form4
FROM report
WHERE live AND year = $year AND made_up = $made_up
