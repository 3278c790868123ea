-- One row per cell of one report as it was read, an added row's cells included. Year and body are bound
-- beside the report because the table is sorted by them. Bound: $report, $year, $body (id).
SELECT indicator, row_label, raw, value, unit, status, confidence, page, table_no, row_no, column_no, line
FROM observation
WHERE report = $report AND year = $year AND jurisdiction = $body
