-- one row per live report
WITH cell AS (  -- one row per report: its cells by status
    SELECT report,
           count(*) FILTER (status = 'reported') AS reported,
           count(*) FILTER (status = 'nil') AS nil,
           count(*) FILTER (status = 'blank') AS blank,
           count(*) FILTER (status = 'doubtful') AS doubtful,
           count(*) FILTER (status = 'missing') AS missing
    FROM observation
    WHERE NOT starts_with(indicator, 'prose.')
    GROUP BY report
), remark AS (  -- one row per report with findings
    SELECT report, count(*) AS findings FROM finding WHERE state = 'open' GROUP BY report
)
SELECT r.source_file, j.path, array_to_string(j.parents, '/'), j.kind, r.year, r.title,
       strftime(r.published, '%Y-%m-%d'), strftime(r.received, '%Y-%m-%dT%H:%M:%SZ'),
       r.form2, r.form3, r.form4, c.reported, c.nil, c.blank, c.doubtful, c.missing,
       coalesce(m.findings, 0), old.source_file, r.sha256, r.parser_version, r.made_up
FROM report r
JOIN jurisdiction j ON j.id = r.jurisdiction
JOIN cell c ON c.report = r.id
LEFT JOIN remark m ON m.report = r.id
LEFT JOIN report old ON old.id = r.supersedes
WHERE r.live
ORDER BY j.path, r.year;
