-- one row per live report and cell of its forms, then the cells of its extra rows at the end of their block;
-- what was read from the prose has no place on the form and is left out
SELECT r.source_file, j.path, r.year, i.form, i.section,
       coalesce(o.row_label, i.row_label), i.column_label, o.raw, o.value, o.unit, o.status
FROM observation o
JOIN report r ON r.id = o.report AND r.live
JOIN jurisdiction j ON j.id = o.jurisdiction
JOIN indicator i ON i.code = o.indicator
    AND i.form = CASE i.section WHEN '2' THEN r.form2 WHEN '3' THEN r.form3 ELSE r.form4 END
ORDER BY j.path, r.year, i.block, o.row_label NULLS FIRST, i.position;
