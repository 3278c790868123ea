-- One row per body, in the order of its path: its names, whether a roster names it, the body right above it as far as
-- known (its county), the years it existed as far as known, and whether the store has live true reports and live
-- made-up ones of it.
WITH
-- one row per body that followed another or was followed
life AS (
    SELECT id, max(first) AS first, min(last) AS last
    FROM (
        SELECT successor AS id, year AS first, NULL AS last FROM succession WHERE kind = 'renamed'
        UNION ALL
        SELECT predecessor, NULL, year - 1 FROM succession WHERE kind IN ('renamed', 'merged')
    )
    GROUP BY id
),
-- one row per body with a report
held AS (
    SELECT jurisdiction AS id, bool_or(NOT made_up) AS holds_true, bool_or(made_up) AS holds_made_up
    FROM report
    WHERE live
    GROUP BY jurisdiction
)
SELECT id, j.path, j.name, j.kind, j.parents, j.aliases, j.listed, j.must_report, j.contact, coalesce(j.parents[-1], '') AS area,
       coalesce(greatest(j.valid_from, life.first), -9999) AS first,
       coalesce(least(j.valid_to, life.last), 9999) AS last,
       coalesce(held.holds_true, false) AS holds_true,
       coalesce(held.holds_made_up, false) AS holds_made_up
FROM jurisdiction j
LEFT JOIN life USING (id)
LEFT JOIN held USING (id)
ORDER BY j.path
