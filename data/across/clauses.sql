-- One row per report and section of its prose, with the names that are its own. Bound: $reports, $sections.
SELECT n.report, n.section, n.text, [j.name] || j.parents || flatten([string_split(a, '/') for a in j.aliases]) AS names
FROM narrative n
JOIN report r ON r.id = n.report
JOIN jurisdiction j ON j.id = r.jurisdiction
WHERE n.section IN (SELECT unnest($sections::VARCHAR[])) AND n.report IN (SELECT unnest($reports::INTEGER[]))
  AND n.report BETWEEN list_min($reports::INTEGER[]) AND list_max($reports::INTEGER[])  -- so few blocks are read
