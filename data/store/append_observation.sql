-- one row per taken report and cell, in the order of the commonest filter
INSERT INTO observation BY NAME
SELECT t.report, t.jurisdiction, t.year, f.* EXCLUDE (slot)
FROM fresh f
JOIN taken t USING (slot)
ORDER BY f.indicator, t.year, t.jurisdiction, f.row_label;
