-- One row per live report whose findings across reports are made again: those of the same county and of these
-- years or the next as a touched report, and those that go on from one. Bound: $touched (reports), $everything.
CREATE OR REPLACE TEMP TABLE concerned AS
WITH touched AS (  -- one row per report that came, or gave way
    SELECT r.jurisdiction, r.year, j.parents
    FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction
    WHERE r.id IN (SELECT unnest($touched::INTEGER[]))
), reached AS (    -- one row per county and year
    SELECT parents, year FROM touched
    UNION
    SELECT parents, year + 1 FROM touched
    UNION
    SELECT later.parents, s.year
    FROM touched t
    JOIN succession s ON s.predecessor = t.jurisdiction AND s.year = t.year + 1
    JOIN jurisdiction later ON later.id = s.successor
)
SELECT r.id AS report, r.jurisdiction, r.year, r.made_up, r.form2, r.form3, r.form4, j.parents
FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction
WHERE r.live AND ($everything OR (j.parents, r.year) IN (SELECT (parents, year) FROM reached))
