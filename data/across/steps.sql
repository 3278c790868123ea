-- One row per concerned report and cell: its number and what the reports it goes on from say together, each NULL
-- unless it is certain, in all of them, and whether both mean the same by it. Bound: $codes, $comparable (cells that all
-- forms mean alike), $joined (structs: indicator, form, other; cells that two forms mean alike and not all do).
CREATE OR REPLACE TEMP TABLE step AS
WITH source AS (   -- one row per concerned report that goes on from others
    SELECT p.report, count(*) AS parts, any_value(p.year) AS year, any_value(p.units) AS units,
           CASE WHEN min(p.form2) = max(p.form2) THEN min(p.form2) END AS before2,
           CASE WHEN min(p.form3) = max(p.form3) THEN min(p.form3) END AS before3,
           CASE WHEN min(p.form4) = max(p.form4) THEN min(p.form4) END AS before4,
           any_value(c.form2) AS form2, any_value(c.form3) AS form3, any_value(c.form4) AS form4
    FROM prior p JOIN concerned c USING (report)
    GROUP BY p.report
), stood AS (      -- one row per concerned report and report of its comparison, the report itself too
    SELECT report, report AS part FROM source UNION ALL SELECT report, earlier FROM prior
), cell AS (       -- one row per concerned report and cell
    SELECT s.report, o.indicator,
           any_value(o.value) FILTER (s.part = s.report) AS value,
           sum(o.value) FILTER (s.part <> s.report) AS earlier,
           count(*) FILTER (s.part <> s.report) AS parts
    FROM stood s JOIN compared o ON o.report = s.part
    WHERE o.indicator IN (SELECT unnest($codes::VARCHAR[])) AND o.row_label IS NULL AND o.status = 'reported'
    GROUP BY s.report, o.indicator
)
SELECT c.report, c.indicator, c.value, CASE WHEN c.parts = s.parts THEN c.earlier END AS earlier, s.year, s.units,
       CASE left(c.indicator, 1) WHEN '2' THEN s.form2 WHEN '3' THEN s.form3 ELSE s.form4 END AS form,
       CASE left(c.indicator, 1) WHEN '2' THEN s.before2 WHEN '3' THEN s.before3 ELSE s.before4 END AS form_before,
       coalesce(form = form_before, false) OR c.indicator IN (SELECT unnest($comparable::VARCHAR[]))
           OR coalesce((c.indicator, form, form_before) IN (
               SELECT (one.indicator, one.form, one.other)
               FROM (SELECT unnest($joined::STRUCT(indicator VARCHAR, form VARCHAR, other VARCHAR)[]) AS one)), false)
           AS alike
FROM cell c JOIN source s USING (report)
