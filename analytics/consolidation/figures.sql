-- One row per cell of these reports as it counts, an added row's cells included; what the prose says is left out.
-- Bound: $year (the table is sorted by it), $reports.
SELECT report, indicator, row_label, value, status, decided
FROM figure
WHERE year = $year AND list_contains($reports::INTEGER[], report) AND NOT starts_with(indicator, 'prose.')
