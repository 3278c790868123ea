-- One row per error or warning about what one report's document says, in the order of its rules and cells, with the
-- forms of its tables by section. Bound: $report, $across (rules that only several reports together fire).
SELECT f.*, MAP {'2': r.form2, '3': r.form3, '4': r.form4} AS forms
FROM finding f
JOIN report r ON r.id = f.report
WHERE f.report = $report AND f.reading = 'document' AND f.severity <> 'info' AND NOT list_contains($across, f.rule)
ORDER BY f.severity, f.rule, f.cells
