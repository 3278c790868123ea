-- One row for a report that does not stand where it was first read, the last decision that gave it away: where it stood
-- before, who, why. None if it was given back to where it began. Bound: $report (id).
WITH given AS (   -- one row each time that it was given away
    SELECT v.act, v.evidence['place'] AS place, v.evidence['year'] AS year, v.author, v.reason
    FROM review v
    WHERE v.report = $report AND v.kind = 'reassign'
)
SELECT place, year, author, reason
FROM given
WHERE NOT EXISTS (
    SELECT 1 FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction
    WHERE r.id = $report
      AND (j.path, r.year::VARCHAR) = (SELECT (arg_min(place, act), arg_min(year, act)) FROM given))
ORDER BY act DESC
LIMIT 1
