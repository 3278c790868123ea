-- One row: how many statements of a report's prose were compared with cells, and how many years it names. Bound: $report.
SELECT count(*) FILTER (len(cells) > 0), count(*) FILTER (kind = 'year')
FROM fact
WHERE report = $report
