-- One row per cell with a number that is certain, of a body's reports in force of a year and of the year before, with
-- the form of its table. Bound: $body, $year, $made_up.
SELECT r.year, f.indicator, f.value,
       CASE left(f.indicator, 1) WHEN '2' THEN r.form2 WHEN '3' THEN r.form3 ELSE r.form4 END AS form
FROM report r
JOIN figure f ON f.report = r.id AND f.year = r.year
WHERE r.jurisdiction = $body AND r.year IN ($year - 1, $year) AND r.live AND r.made_up = $made_up
    AND f.row_label IS NULL AND f.status = 'reported' AND f.value IS NOT NULL
    AND NOT starts_with(f.indicator, 'prose.')
