-- One row per finding of one body's report of a year. Bound: $path, $year.
SELECT f.rule, f.severity, f.cells, f.evidence
FROM finding f
WHERE f.report = (SELECT r.id FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction
                  WHERE j.path = $path AND r.year = $year AND r.live)
