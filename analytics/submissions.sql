-- One row per body with a report of a year, live or not: what came of it, when first, how often it was returned, and of
-- the report in force what is open. Bound: $year, $made_up.
WITH
-- one row per body: its documents of the year
came AS (
    SELECT jurisdiction, count(*) AS versions, min(received) AS first, max(id) FILTER (live) AS report
    FROM report
    WHERE year = $year AND made_up = $made_up
    GROUP BY jurisdiction
),
-- one row per body with decisions: how often its reports of the year were sent back, and the day it handed in
decided AS (
    SELECT jurisdiction, count(*) AS decisions, count(*) FILTER (kind = 'return') AS returned,
           max(day) FILTER (kind = 'handed' AND applies IS NOT NULL) AS handed
    FROM review
    WHERE year = $year
    GROUP BY jurisdiction
),
-- one row per report in force that was returned or accepted
said AS (
    SELECT applies AS report, arg_max(kind, act) AS kind
    FROM review
    WHERE kind IN ('return', 'accept') AND applies IS NOT NULL
    GROUP BY applies
)
SELECT came.jurisdiction AS id, came.report, came.versions, came.first, coalesce(decided.returned, 0) AS returned,
       coalesce(decided.decisions, 0) AS decisions,
       decided.handed, said.kind AS said, r.published, r.sha256,
       (SELECT count(*) FROM finding f WHERE f.report = came.report AND f.state = 'open') AS findings,
       (SELECT count(*) FROM finding f WHERE f.report = came.report AND f.state = 'open' AND f.severity <> 'info'
            AND f.reading = 'document')
           AS to_mend,
       (SELECT count(*) FROM figure f WHERE f.report = came.report AND f.status = 'doubtful'
            AND NOT starts_with(f.indicator, 'prose.')) AS doubtful
FROM came
LEFT JOIN decided USING (jurisdiction)
LEFT JOIN said ON said.report = came.report
LEFT JOIN report r ON r.id = came.report
