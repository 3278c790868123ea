-- One row per body and live report: how many of its sums don't close, and how many cells of its tables are doubtful or missing.
SELECT j.path, r.year, coalesce(f.findings, 0) AS findings, coalesce(o.doubtful, 0) AS doubtful,
       coalesce(o.missing, 0) AS missing
FROM report r
JOIN jurisdiction j ON j.id = r.jurisdiction
LEFT JOIN (
    SELECT report, count(*) AS findings
    FROM finding
    WHERE severity = 'error' AND starts_with(rule, 'identity_')
    GROUP BY report
) f ON f.report = r.id
LEFT JOIN (
    SELECT report, count(*) FILTER (status = 'doubtful') AS doubtful, count(*) FILTER (status = 'missing') AS missing
    FROM observation
    WHERE status IN ('missing', 'doubtful') AND row_label IS NULL AND left(indicator, 2) IN ('2.', '3.', '4.')
    GROUP BY report
) o ON o.report = r.id
WHERE r.live
