-- One row per report that is compared: its prose, the names that are its own, the clauses that are its own, and what
-- it is called. Bound: $reports.
SELECT r.id, j.path, r.year, [j.name] || j.parents || flatten([string_split(a, '/') for a in j.aliases]) AS names,
       (SELECT map_from_entries(list((n.section, n.text))) FROM narrative n WHERE n.report = r.id) AS narrative,
       (SELECT list(o.key) FROM own o WHERE o.report = r.id) AS keys
FROM report r
JOIN jurisdiction j ON j.id = r.jurisdiction
WHERE r.id IN (SELECT unnest($reports::INTEGER[]))
