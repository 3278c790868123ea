-- One row per report of one body, superseded ones included; with the report that is asked for also come its
-- findings and its prose. Bound: $body (id), $year.
SELECT r.id, r.year, r.title, r.published, r.received, r.source_file, r.sha256,
       r.form2, r.form3, r.form4, r.live, r.made_up,
       CASE WHEN r.live AND r.year = $year THEN (SELECT list(f) FROM finding f WHERE f.report = r.id) END AS findings,
       CASE WHEN r.live AND r.year = $year THEN (SELECT list(n) FROM narrative n WHERE n.report = r.id) END AS narrative
FROM report r
WHERE r.jurisdiction = $body
ORDER BY r.year, r.received DESC, r.id DESC
