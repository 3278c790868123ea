-- One row per unit and year in view: its live report, what that lacks, and what doesn't add up in it.
-- Read beside the store's tables: `unit`, one row per body that the units are made of. Bound: $years, $made_up, $sizes
-- (structs: form, section, cells), $states (in the order in which they hold).
WITH
-- one row per report in view
live AS (
    SELECT id, jurisdiction, year, form2, form3, form4
    FROM report
    WHERE live AND made_up = $made_up AND list_contains($years, year)
),
-- one row per report and table in which a cell is missing, empty or doubtful
flawed AS (
    SELECT o.report, split_part(o.indicator, '.', 1) AS section,
           count(*) FILTER (o.status = 'missing') AS missing,
           count(*) FILTER (o.status IN ('blank', 'nil')) AS empty,
           count(*) FILTER (o.status = 'doubtful') AS doubtful
    FROM figure o
    WHERE o.status <> 'reported' AND o.row_label IS NULL AND list_contains($years, o.year)
    GROUP BY ALL
),
-- one row per report with such a table
lacking AS (
    SELECT live.id AS report,
           list(flawed.section ORDER BY flawed.section) FILTER (flawed.missing = size.cells) AS tables_missing,
           sum(flawed.missing) FILTER (flawed.missing < size.cells) AS cells_missing,
           sum(flawed.empty) AS cells_empty,
           sum(flawed.doubtful) AS doubtful
    FROM flawed
    JOIN live ON live.id = flawed.report
    JOIN (SELECT unnest($sizes, recursive := true)) size
        ON size.section = flawed.section
       AND size.form = CASE flawed.section WHEN '2' THEN live.form2 WHEN '3' THEN live.form3 ELSE live.form4 END
    GROUP BY live.id
),
-- one row per report with a sum that doesn't close; sums that one mistake breaks count once
contradicted AS (
    SELECT report, count(DISTINCT coalesce(evidence['cause'], rowid::VARCHAR)) AS findings
    FROM finding
    WHERE severity = 'error' AND starts_with(rule, 'identity_') AND state = 'open'
    GROUP BY report
),
-- one row per body and year
stated AS (
    SELECT unit.n, unit.path, unit.kind, unit.area, unit.listed, unit.alone, y.year, y.year BETWEEN unit.first AND unit.last AS here,
           CASE WHEN NOT here THEN 'not_existing'
                WHEN live.id IS NULL THEN 'not_in_store'
                WHEN contradicted.findings > 0 THEN 'findings'
                WHEN len(lacking.tables_missing) > 0 THEN 'table_missing'
                WHEN lacking.cells_missing > 0 THEN 'cells_missing'
                WHEN lacking.cells_empty > 0 THEN 'cells_empty'
                ELSE 'complete' END AS state,
           coalesce(contradicted.findings, 0) AS findings,
           coalesce(lacking.tables_missing, []) AS tables_missing,
           coalesce(lacking.cells_missing, 0)::BIGINT AS cells_missing,
           coalesce(lacking.cells_empty, 0)::BIGINT AS cells_empty,
           coalesce(lacking.doubtful, 0)::BIGINT AS doubtful,
           live.form2, live.form3, live.form4, live.id AS report
    FROM unit
    CROSS JOIN (SELECT unnest($years) AS year) y
    LEFT JOIN live ON live.jurisdiction = unit.id AND live.year = y.year
    LEFT JOIN lacking ON lacking.report = live.id
    LEFT JOIN contradicted ON contradicted.report = live.id
),
-- one row per unit and year: of one body as it is, of several those that existed then, with the first state of $states
whole AS (
    SELECT * EXCLUDE (alone, here), NULL::INTEGER[] AS reports
    FROM stated
    WHERE alone
    UNION ALL
    SELECT n, any_value(path), any_value(kind), any_value(area), any_value(listed), year,
           coalesce($states[min(list_position($states, state)) FILTER (here)], 'not_existing'),
           coalesce(sum(findings) FILTER (here), 0)::BIGINT,
           coalesce(list_sort(list_distinct(flatten(list(tables_missing) FILTER (here)))), []),
           coalesce(sum(cells_missing) FILTER (here), 0)::BIGINT,
           coalesce(sum(cells_empty) FILTER (here), 0)::BIGINT,
           coalesce(sum(doubtful) FILTER (here), 0)::BIGINT,
           string_agg(DISTINCT form2, '/' ORDER BY form2) FILTER (here),
           string_agg(DISTINCT form3, '/' ORDER BY form3) FILTER (here),
           string_agg(DISTINCT form4, '/' ORDER BY form4) FILTER (here),
           CASE WHEN count(report) FILTER (here) = 1 THEN min(report) FILTER (here) END,
           CASE WHEN count(report) FILTER (here) > 1 THEN list(report ORDER BY report) FILTER (here) END
    FROM stated
    WHERE NOT alone
    GROUP BY n, year
)
SELECT path AS jurisdiction, kind, area, listed, year, state, findings, tables_missing, cells_missing, cells_empty,
       doubtful,
       nullif(array_to_string(list_sort(list_distinct(string_split(concat_ws('/', form2, form3, form4), '/'))), '/'), '')
           AS forms,
       form2, form3, form4, report, reports
FROM whole
ORDER BY n, year
