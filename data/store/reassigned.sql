-- One row per report that was given to another body or year: where it stands, how many reports of its document there
-- are, and where it stood before (a map each time). Bound: hashes of documents.
SELECT r.sha256, r.jurisdiction, r.year, any_value(c.copies), list(v.evidence)
FROM report r
JOIN review v ON v.report = r.id AND v.kind = 'reassign'
JOIN (SELECT sha256, count(*) AS copies FROM report GROUP BY sha256) c ON c.sha256 = r.sha256
WHERE list_contains(?, r.sha256)
GROUP BY r.id, r.sha256, r.jurisdiction, r.year
ORDER BY r.id
