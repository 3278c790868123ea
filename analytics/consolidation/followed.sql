-- One row per body that was renamed or merged into another by the year. Bound: $year.
SELECT DISTINCT p.path, s.path
FROM succession e
JOIN jurisdiction p ON p.id = e.predecessor
JOIN jurisdiction s ON s.id = e.successor
WHERE e.year <= $year AND e.kind <> 'split'
ORDER BY ALL
