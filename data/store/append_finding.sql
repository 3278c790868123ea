-- one row per taken report and finding, in the order in which they were found
INSERT INTO finding BY NAME
SELECT t.report, f.* EXCLUDE (slot), 'open' AS state, 'document' AS reading
FROM fresh f
JOIN taken t USING (slot);
