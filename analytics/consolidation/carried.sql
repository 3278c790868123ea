-- One row per unit whose report of the year before says how many applications it carried over. Bound: $year (that
-- before), $made_up.
SELECT j.path, f.value
FROM figure f
JOIN report r ON r.id = f.report
JOIN jurisdiction j ON j.id = r.jurisdiction
WHERE f.year = $year AND r.year = $year AND r.live AND r.made_up = $made_up
    AND f.indicator = '3.carried_out.total' AND f.row_label IS NULL AND f.value IS NOT NULL
