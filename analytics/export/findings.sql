-- one row per live report and finding
SELECT r.source_file, j.path, r.year, f.severity, f.rule, f.evidence,
       array_to_string(f.cells, ';'), f.page, f.table_no, f.row_no, f.column_no, f.line, f.state
FROM finding f
JOIN report r ON r.id = f.report AND r.live
JOIN jurisdiction j ON j.id = r.jurisdiction
ORDER BY j.path, r.year, f.rowid;
