-- One row per event in which one body followed another: which was before, which after, when and how, and
-- whether the later one began with it.
SELECT s.year, s.kind, earlier.path AS earlier, later.path AS later,
       s.kind <> 'merged' OR coalesce(later.valid_from = s.year, false) AS founded
FROM succession s
JOIN jurisdiction earlier ON earlier.id = s.predecessor
JOIN jurisdiction later ON later.id = s.successor
ORDER BY s.year, earlier.path, later.path
