-- One row per cell whose corrections and confirmations all no longer apply: the last of them. Bound: $path, $year.
SELECT v.indicator || coalesce('@' || v.row_label, '') AS cell, arg_max(v.old_raw, v.act), arg_max(v.new_value, v.act),
       arg_max(v.reason, v.act), arg_max(v.author, v.act)
FROM review v
JOIN jurisdiction j ON j.id = v.jurisdiction
WHERE j.path = $path AND v.year = $year AND v.kind IN ('correct', 'confirm')
GROUP BY cell
HAVING bool_and(v.applies IS NULL)
ORDER BY cell
