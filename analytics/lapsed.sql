-- One row per decision on a cell or a finding that no longer holds for the report in force, which stands where it was
-- made: the last on that cell, or on that finding, unless the finding is no more. With what the cells say now.
-- Bound: $path, $year (NULL: any).
WITH
-- one row per such decision, with the report in force there
made AS (
    SELECT v.*, j.path, r.id AS live,
           v.indicator || coalesce('@' || v.row_label, '') AS cell
    FROM review v
    JOIN jurisdiction j ON j.id = v.jurisdiction
    JOIN report r ON r.jurisdiction = v.jurisdiction AND r.year = v.year AND r.live
    WHERE v.kind IN ('correct', 'confirm', 'waive') AND ($path IS NULL OR j.path = $path)
      AND ($year IS NULL OR v.year = $year)
),
-- one row per cell whose corrections and confirmations all no longer hold: the last of them
cells AS (
    SELECT max(act) AS act FROM made WHERE kind <> 'waive'
    GROUP BY live, cell
    HAVING bool_and(applies IS NULL)
),
-- one row per finding that is open now though one like it was waived: the last of those waivers
findings AS (
    SELECT max(m.act) AS act
    FROM made m
    JOIN finding f ON f.report = m.live AND f.rule = m.rule AND f.cells = m.cells AND f.state = 'open'
    WHERE m.kind = 'waive' AND m.applies IS NULL
    GROUP BY m.live, m.rule, m.cells
)
SELECT m.path, m.year, m.kind, m.cell, m.rule, m.cells, m.evidence, m.stood, m.old_raw, m.new_value, m.reason, m.author,
       m.made,
       (SELECT list({'code': o.indicator || coalesce('@' || o.row_label, ''), 'raw': o.raw, 'value': o.value}
                    ORDER BY o.indicator, o.row_label)
        FROM observation o
        WHERE o.report = m.live
          AND (list_contains(m.cells, o.indicator || coalesce('@' || o.row_label, ''))
               OR o.indicator || coalesce('@' || o.row_label, '') = m.cell)),
       (SELECT list(f.evidence) FROM finding f
        WHERE f.report = m.live AND f.rule = m.rule AND f.cells = m.cells AND f.state = 'open')
FROM made m
WHERE m.act IN (FROM cells) OR m.act IN (FROM findings)
ORDER BY m.path, m.year, m.act
