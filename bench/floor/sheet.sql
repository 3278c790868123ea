-- One row per cell of one body's report of a year. Bound: $path, $year.
SELECT o.indicator, o.row_label, o.raw, o.value, o.status, o.page, o.table_no, o.row_no, o.column_no, o.line
FROM observation o
WHERE o.year = $year
  AND o.report = (SELECT r.id FROM report r JOIN jurisdiction j ON j.id = r.jurisdiction
                  WHERE j.path = $path AND r.year = $year AND r.live)
