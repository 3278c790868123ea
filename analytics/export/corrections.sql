-- one row per correction and confirmation of a cell, whether it holds now or not
SELECT j.path, v.year, coalesce(i.section, split_part(v.indicator, '.', 1)), coalesce(v.row_label, i.row_label, ''),
       coalesce(i.column_label, ''), v.indicator || coalesce('@' || v.row_label, ''), v.kind,
       coalesce(rtrim(rtrim(v.old_value::VARCHAR, '0'), '.'), v.old_raw),
       rtrim(rtrim(v.new_value::VARCHAR, '0'), '.'), v.reason, v.author,
       strftime(v.made, '%Y-%m-%dT%H:%M:%SZ'), v.applies IS NOT NULL
FROM review v
JOIN jurisdiction j ON j.id = v.jurisdiction
JOIN report r ON r.id = v.report
LEFT JOIN indicator i ON i.code = v.indicator
    AND i.form = CASE i.section WHEN '2' THEN r.form2 WHEN '3' THEN r.form3 ELSE r.form4 END
WHERE v.kind IN ('correct', 'confirm')
ORDER BY j.path, v.year, v.act;
