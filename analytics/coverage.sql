-- One row per body and year in view: its live report, what that lacks, and what doesn't add up in it.
-- Bound: $places (paths; NULL for all), $years (NULL for the first to the last in the store), $made_up
-- (NULL: true reports if there are any, else made-up ones), $sizes (structs: form, section, cells).
WITH
-- one row
choice AS (
    SELECT coalesce($made_up::BOOLEAN, (SELECT coalesce(bool_and(made_up), true) FROM report WHERE live)) AS made_up
),
-- one row per report in view, of any year
kept AS (
    SELECT id, jurisdiction, year, form2, form3, form4
    FROM report
    WHERE live AND made_up = (SELECT made_up FROM choice)
),
-- one row per year in view
span AS (
    SELECT unnest(coalesce($years::INTEGER[], (SELECT range(min(year), max(year) + 1) FROM kept))) AS year
),
-- one row per body in view, with the years it existed as far as known
unit AS (
    SELECT j.id, j.path, j.kind,
           greatest(j.valid_from, max(came.year)) AS first_year,
           least(j.valid_to, min(went.year) - 1) AS last_year
    FROM jurisdiction j
    LEFT JOIN succession came ON came.successor = j.id AND came.kind = 'renamed'
    LEFT JOIN succession went ON went.predecessor = j.id AND went.kind IN ('renamed', 'merged')
    WHERE ($places::VARCHAR[] IS NULL OR list_contains($places::VARCHAR[], j.path))
      -- a body that only has reports of the other kind belongs to the other view
      AND (j.id IN (SELECT jurisdiction FROM kept) OR j.id NOT IN (SELECT jurisdiction FROM report WHERE live))
    GROUP BY j.id, j.path, j.kind, j.valid_from, j.valid_to
),
-- one row per report in view
live AS (
    SELECT * FROM kept WHERE year IN (SELECT year FROM span)
),
-- one row per report and table in which a cell is missing or doubtful
flawed AS (
    SELECT o.report, split_part(o.indicator, '.', 1) AS section,
           count(*) FILTER (o.status = 'missing') AS missing,
           count(*) FILTER (o.status = 'doubtful') AS doubtful
    FROM observation o
    WHERE o.status IN ('missing', 'doubtful') AND o.row_label IS NULL AND o.year IN (SELECT year FROM span)
    GROUP BY ALL
),
-- one row per report with such a table
lacking AS (
    SELECT live.id AS report,
           list(flawed.section ORDER BY flawed.section) FILTER (flawed.missing = size.cells) AS tables_missing,
           sum(flawed.missing) FILTER (flawed.missing < size.cells) AS cells_missing,
           sum(flawed.doubtful) AS doubtful
    FROM flawed
    JOIN live ON live.id = flawed.report
    JOIN (SELECT unnest($sizes, recursive := true)) size
        ON size.section = flawed.section
       AND size.form = CASE flawed.section WHEN '2' THEN live.form2 WHEN '3' THEN live.form3 ELSE live.form4 END
    GROUP BY live.id
),
-- one row per report with a sum that doesn't close
contradicted AS (
    SELECT report, count(*) AS findings
    FROM finding
    WHERE severity = 'error' AND starts_with(rule, 'identity_')
    GROUP BY report
)
SELECT unit.path AS jurisdiction, unit.kind, span.year,
       CASE WHEN span.year < unit.first_year OR span.year > unit.last_year THEN 'not_existing'
            WHEN live.id IS NULL THEN 'not_in_store'
            WHEN contradicted.findings > 0 THEN 'findings'
            WHEN len(lacking.tables_missing) > 0 THEN 'table_missing'
            WHEN lacking.cells_missing > 0 THEN 'cells_missing'
            ELSE 'complete' END AS state,
       coalesce(contradicted.findings, 0) AS findings,
       coalesce(lacking.tables_missing, []) AS tables_missing,
       coalesce(lacking.cells_missing, 0)::BIGINT AS cells_missing,
       coalesce(lacking.doubtful, 0)::BIGINT AS doubtful,
       nullif(array_to_string(list_sort(list_distinct([live.form2, live.form3, live.form4])), '/'), '') AS forms,
       live.form2, live.form3, live.form4, live.id AS report
FROM unit
CROSS JOIN span
LEFT JOIN live ON live.jurisdiction = unit.id AND live.year = span.year
LEFT JOIN lacking ON lacking.report = live.id
LEFT JOIN contradicted ON contradicted.report = live.id
ORDER BY unit.id, span.year
