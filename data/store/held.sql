-- one row per report that the store has of a wanted place and year, superseded ones included
SELECT w.place, w.year, r.id, r.sha256, r.source_file, r.live, r.parser_version
FROM wanted w
JOIN report r USING (jurisdiction, year)
ORDER BY r.id;
