-- One row per report asked for and cell of it: which document it came from, and what stands where in it.
-- Bound: $reports (ids), $cells (indicator codes).
SELECT j.path AS jurisdiction, r.year, r.title, r.published, r.source_file, r.sha256,
       coalesce(i.row_label, '') AS row_label, coalesce(i.column_label, '') AS column_label,
       o.raw, o.status, o.page, o.table_no, o.row_no, o.column_no, o.line
FROM report r
JOIN jurisdiction j ON j.id = r.jurisdiction
LEFT JOIN observation o
    ON o.report = r.id AND o.year = r.year AND o.row_label IS NULL AND list_contains($cells::VARCHAR[], o.indicator)
LEFT JOIN indicator i
    ON i.code = o.indicator AND i.form = CASE i.section WHEN '2' THEN r.form2 WHEN '3' THEN r.form3 ELSE r.form4 END
WHERE list_contains($reports::INTEGER[], r.id)
ORDER BY j.path, r.year, i.position
