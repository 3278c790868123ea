-- One row per fact of a concerned report on last year, or on the change since, where one report went before.
SELECT f.report, p.earlier, p.year, p.units, f.section, f.sentence, f.start_at, f.end_at, f.kind, f.what, f.year, f.who,
       f.measure, f.applicant, f.low, f.high, f.said, f.unit
FROM fact f
JOIN concerned c USING (report)
JOIN (SELECT report, any_value(earlier) AS earlier, any_value(year) AS year, any_value(units) AS units
      FROM prior GROUP BY report HAVING count(*) = 1) p USING (report)
WHERE f.measure <> '' AND f.who = ''
  AND (f.kind = 'change' OR (f.kind IN ('absolute', 'range') AND (f.year = c.year - 1 OR f.measure = 'applications.carry_in')))
ORDER BY f.report, f.section, f.rowid
