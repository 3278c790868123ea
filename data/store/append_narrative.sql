-- one row per taken report and section
INSERT INTO narrative BY NAME
SELECT t.report, f.* EXCLUDE (slot)
FROM fresh f
JOIN taken t USING (slot)
ORDER BY t.report, f.section;
