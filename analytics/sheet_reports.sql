-- One row per report of one body, superseded ones included, or a single row without a report; with the
-- report that is asked for also come its findings and its prose. Bound: $path, $year.
WITH body AS (
    SELECT j.id, j.path, j.name, j.kind,
           greatest(j.valid_from, max(came.year)) AS first_year,
           least(j.valid_to, min(went.year) - 1) AS last_year
    FROM jurisdiction j
    LEFT JOIN succession came ON came.successor = j.id AND came.kind = 'renamed'
    LEFT JOIN succession went ON went.predecessor = j.id AND went.kind IN ('renamed', 'merged')
    WHERE j.path = $path
    GROUP BY j.id, j.path, j.name, j.kind, j.valid_from, j.valid_to
)
SELECT body.path, body.name, body.kind AS class, body.first_year, body.last_year,
       r.id, r.year, r.title, r.published, r.received, r.source_file, r.sha256,
       r.form2, r.form3, r.form4, r.live, r.made_up,
       CASE WHEN r.live AND r.year = $year THEN (SELECT list(f) FROM finding f WHERE f.report = r.id) END AS findings,
       CASE WHEN r.live AND r.year = $year THEN (SELECT list(n) FROM narrative n WHERE n.report = r.id) END AS narrative
FROM body
LEFT JOIN report r ON r.jurisdiction = body.id
ORDER BY r.year, r.received DESC, r.id DESC
