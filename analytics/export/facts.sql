-- one row per live report and statement of its prose
SELECT r.source_file, j.path, r.year, f.section, f.sentence, f.kind, f.who, f.year, f.what, f.said, f.low, f.high, f.unit,
       f.measure, array_to_string(f.cells, ';')
FROM fact f
JOIN report r ON r.id = f.report AND r.live
JOIN jurisdiction j ON j.id = r.jurisdiction
ORDER BY j.path, r.year, f.section, f.rowid;
