-- One row per sentence of these reports that names an amount of 信息处理费 other than 0. Bound: $reports.
SELECT j.path, f.sentence
FROM fact f
JOIN report r ON r.id = f.report
JOIN jurisdiction j ON j.id = r.jurisdiction
WHERE list_contains($reports::INTEGER[], f.report) AND f.section = '6' AND f.unit = '元' AND f.low > 0
    AND (f.measure = 'information_fees' OR contains(f.sentence, '处理费'))
GROUP BY ALL
ORDER BY ALL
