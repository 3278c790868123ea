-- one row per taken report and statement of its prose, in the order of the prose
INSERT INTO fact BY NAME
SELECT t.report, f.* EXCLUDE (slot)
FROM fresh f
JOIN taken t USING (slot);
