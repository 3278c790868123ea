-- one row per report, superseded ones included, in the order they came
SELECT r.sha256, r.source_file, r.received, j.parents, j.path, r.year, r.parser_version
FROM report r
JOIN jurisdiction j ON j.id = r.jurisdiction
ORDER BY r.received, r.id;
