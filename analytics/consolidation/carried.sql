-- One row per unit: how many applications it carried over by the reports of the year before, its own and those of the
-- bodies that were renamed or merged into it since; none where one of these is not known, or was divided.
-- Bound: $year (that before), $made_up.
WITH source AS (
    SELECT r.jurisdiction AS unit, r.jurisdiction AS body FROM report r
    WHERE r.year = $year AND r.live AND r.made_up = $made_up
    UNION
    SELECT successor, predecessor FROM succession WHERE year = $year + 1
)
SELECT j.path, sum(f.value)
FROM source s
JOIN jurisdiction j ON j.id = s.unit
LEFT JOIN report r ON r.jurisdiction = s.body AND r.year = $year AND r.live AND r.made_up = $made_up
LEFT JOIN figure f ON f.report = r.id AND f.year = $year AND f.indicator = '3.carried_out.total'
    AND f.row_label IS NULL
WHERE NOT EXISTS (
    SELECT 1 FROM succession d WHERE d.year = $year + 1 AND d.kind = 'split' AND d.predecessor = s.body)
GROUP BY j.path
HAVING count(f.value) = count(*)
