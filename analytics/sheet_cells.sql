-- One row per cell of one report as it was read, an added row's cells included. Year and body are bound
-- beside the report because the table is sorted by them. Bound: $report, $year, $path.
SELECT o.indicator, o.row_label, o.raw, o.value, o.unit, o.status, o.confidence,
       o.page, o.table_no, o.row_no, o.column_no, o.line
FROM observation o
WHERE o.report = $report AND o.year = $year
  AND o.jurisdiction = (SELECT id FROM jurisdiction WHERE path = $path)
