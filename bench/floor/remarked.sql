-- One row per body and rule of error or warning: how often it was found in its live reports.
SELECT j.path, f.rule, count(*) AS findings
FROM finding f
JOIN report r ON r.id = f.report
JOIN jurisdiction j ON j.id = r.jurisdiction
WHERE r.live AND f.severity <> 'info'
GROUP BY ALL
