-- One row per report whose whole table is missing: every cell of the section is. Bound: $section, $anchor (a cell that
-- every form of the table has: only reports without it are looked into).
SELECT report
FROM observation
WHERE starts_with(indicator, $section || '.')
  AND report IN (SELECT report FROM observation WHERE indicator = $anchor AND status = 'missing')
GROUP BY report
HAVING bool_and(status = 'missing')
