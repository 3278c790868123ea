-- One row per cell of one report as it was read, an added row's cells included. Year and body are bound
-- beside the report because the table is sorted by them. With the decision that holds for it: `decided` (correct,
-- confirm) and what goes with it. Bound: $report, $year, $body (id).
SELECT o.indicator, o.row_label, o.raw, o.value, o.unit, o.status, o.confidence, o.page, o.table_no, o.row_no,
       o.column_no, o.line, v.kind AS decided, v.new_value, v.author, v.reason, v.made
FROM observation o
LEFT JOIN review v
    ON v.applies = o.report AND v.kind IN ('correct', 'confirm') AND v.indicator = o.indicator
    AND v.row_label IS NOT DISTINCT FROM o.row_label
WHERE o.report = $report AND o.year = $year AND o.jurisdiction = $body
