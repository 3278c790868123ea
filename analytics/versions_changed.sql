-- One row per cell that two reports say otherwise, with the text of each. Bound: $before, $after (report ids).
SELECT coalesce(a.indicator, b.indicator) || coalesce('@' || coalesce(a.row_label, b.row_label), '') AS code,
       coalesce(a.raw, ''), coalesce(b.raw, '')
FROM (SELECT * FROM observation WHERE report = $before) a
FULL JOIN (SELECT * FROM observation WHERE report = $after) b
    ON a.indicator = b.indicator AND a.row_label IS NOT DISTINCT FROM b.row_label
WHERE a.value IS DISTINCT FROM b.value OR a.status IS DISTINCT FROM b.status
ORDER BY code
