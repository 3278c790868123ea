-- One row per concerned report and report of the year before that it goes on from: the body's own, and those of the
-- bodies that were renamed or merged into it. None where one of them is not in the store, or was divided.
CREATE OR REPLACE TEMP TABLE prior AS
WITH fate AS (    -- one row per body that ended, and year of it
    SELECT predecessor, year, bool_or(kind = 'split') OR count(*) > 1 AS divided
    FROM succession GROUP BY predecessor, year
), source AS (    -- one row per concerned report and body that should have reported the year before
    SELECT c.report, c.year, c.made_up, s.predecessor AS body, f.divided
    FROM concerned c
    JOIN succession s ON s.successor = c.jurisdiction AND s.year = c.year
    JOIN fate f ON f.predecessor = s.predecessor AND f.year = s.year
    UNION
    SELECT c.report, c.year, c.made_up, c.jurisdiction, coalesce(f.divided, false)
    FROM concerned c
    LEFT JOIN fate f ON f.predecessor = c.jurisdiction AND f.year = c.year
    WHERE NOT EXISTS (   -- a body that began with a succession was not there before
        SELECT 1 FROM succession s JOIN jurisdiction j ON j.id = s.successor
        WHERE s.successor = c.jurisdiction AND s.year = c.year AND (s.kind <> 'merged' OR j.valid_from = s.year)
    )
)
SELECT s.report, p.id AS earlier, p.year, p.form2, p.form3, p.form4,
       string_agg(j.path, '、' ORDER BY j.path) OVER (PARTITION BY s.report) AS units
FROM source s
LEFT JOIN report p ON p.jurisdiction = s.body AND p.year = s.year - 1 AND p.live AND p.made_up = s.made_up
LEFT JOIN jurisdiction j ON j.id = p.jurisdiction
WINDOW whole AS (PARTITION BY s.report)
QUALIFY count(*) OVER whole = count(p.id) OVER whole AND NOT bool_or(s.divided) OVER whole
