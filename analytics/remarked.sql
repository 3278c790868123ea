-- One row per unit and rule of error or warning in the live reports of these years: how many findings, in how many
-- reports, and the last year with one. Sums that one mistake breaks are one finding, under the rule printed on the form
-- if that is among them. Bound: $years, $made_up; `unit` are the bodies in view.
WITH
-- one row per report and finding, or mistake
once AS (
    SELECT f.report, CASE WHEN bool_or(f.rule = 'identity_flow') THEN 'identity_flow' ELSE min(f.rule) END AS rule,
           min(f.severity) AS severity
    FROM finding f
    WHERE f.severity <> 'info' AND f.state = 'open'
    GROUP BY f.report, coalesce(f.evidence['cause'], 'row ' || f.rowid::VARCHAR)
)
SELECT u.path AS jurisdiction, any_value(u.kind) AS kind, any_value(u.area) AS area, f.rule, min(f.severity) AS severity,
       count(*) AS findings, count(DISTINCT r.id) AS reports, max(r.year)::INTEGER AS year
FROM unit u
JOIN report r ON r.jurisdiction = u.id
JOIN once f ON f.report = r.id
WHERE r.live AND r.made_up = $made_up AND r.year IN (SELECT unnest($years::INTEGER[]))
GROUP BY u.n, u.path, f.rule
ORDER BY u.n, f.rule
