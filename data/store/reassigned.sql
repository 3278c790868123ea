-- One row per report that was given to another body or year: where it stands, how many reports of its document there
-- are, and where it stood before (a map each time).
WITH given AS (
    SELECT r.id, r.sha256, r.jurisdiction, r.year, list(v.evidence) AS stood
    FROM review v
    JOIN report r ON r.id = v.report
    WHERE v.kind = 'reassign'
    GROUP BY r.id, r.sha256, r.jurisdiction, r.year
), copies AS (  -- one row per document of these
    SELECT sha256, count(*) AS copies
    FROM report
    WHERE sha256 IN (SELECT sha256 FROM given)
    GROUP BY sha256
)
SELECT sha256, given.jurisdiction, given.year, copies, stood
FROM given
JOIN copies USING (sha256)
ORDER BY given.id
