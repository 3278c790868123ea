-- One row per event in which one body took part: which body was before, which after, when and how. Bound: $path.
SELECT s.year, s.kind, earlier.path AS earlier, later.path AS later
FROM succession s
JOIN jurisdiction earlier ON earlier.id = s.predecessor
JOIN jurisdiction later ON later.id = s.successor
WHERE $path IN (earlier.path, later.path)
ORDER BY s.year, earlier.path, later.path
