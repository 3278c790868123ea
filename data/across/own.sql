-- One row per concerned report and clause that is its own: not one that many bodies of the county write that year.
-- Bound: $least, $most: a clause is the county's if more of its bodies than a quarter have it, at least and at most so many.
CREATE OR REPLACE TEMP TABLE own AS
WITH held AS (     -- one row per county, year and clause
    SELECT c.parents, c.year, c.made_up, l.key, count(DISTINCT l.report) AS bodies
    FROM clause l JOIN concerned c USING (report)
    GROUP BY ALL
), size AS (       -- one row per county and year
    SELECT parents, year, made_up, count(*) AS bodies FROM concerned GROUP BY ALL
)
SELECT DISTINCT l.report, l.key, c.parents, c.year, c.made_up
FROM clause l
JOIN concerned c USING (report)
JOIN held h USING (parents, year, made_up, key)
JOIN size s USING (parents, year, made_up)
WHERE h.bodies <= greatest($least, least($most, s.bodies // 4))
