-- Adds to `gap` a row of status `tableless` for each report whose whole table is missing: only those with a missing
-- cell among the gaps, or with a form that lacks the measure, can be such. Bound: $section, $forms.
INSERT INTO gap
SELECT report, '', NULL, 'tableless'
FROM observation
WHERE starts_with(indicator, $section || '.')
  AND report IN (
      SELECT report FROM gap WHERE status = 'missing'
      UNION ALL
      SELECT id FROM report
      WHERE NOT list_contains($forms, CASE $section WHEN '2' THEN form2 WHEN '3' THEN form3 ELSE form4 END)
  )
GROUP BY report
HAVING bool_and(status = 'missing')
