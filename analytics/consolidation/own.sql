-- One row per figure that a county put in the place of a sum of a year; the more exactly its body is named, the later.
-- Bound: $year.
SELECT body, indicator, form, value, author, reason, made
FROM own_figure
WHERE year = $year
ORDER BY len(string_split(body, '/')), made, body, indicator
