-- One row per unit and rule of error or warning in the live reports of these years: how many findings, in how many
-- reports, and the last year with one. Bound: $years, $made_up; `unit` are the bodies in view.
SELECT u.path AS jurisdiction, any_value(u.kind) AS kind, f.rule, min(f.severity) AS severity,
       count(*) AS findings, count(DISTINCT r.id) AS reports, max(r.year)::INTEGER AS year
FROM unit u
JOIN report r ON r.jurisdiction = u.id
JOIN finding f ON f.report = r.id
WHERE r.live AND r.made_up = $made_up AND r.year IN (SELECT unnest($years::INTEGER[])) AND f.severity <> 'info'
GROUP BY u.n, u.path, f.rule
ORDER BY u.n, f.rule
