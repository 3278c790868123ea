-- One row per measure, body and year: what the measure was, or why it is not known. The first part of the statement that
-- ends in series.sql. Read from two tables beside those of the store: `unit`, one row per body that the units in view are
-- made of, and `cell`, one row per measure, report and cell, those `summed` and `zero` filled by the form's own sums.
-- Bound: $measured (the measures, m their order), $made_up, $years.
WITH
-- one row per measure; the lists are of its forms
measured AS MATERIALIZED (
    SELECT unnest($measured::STRUCT(
        m INTEGER, measure VARCHAR, unit VARCHAR, section VARCHAR, ratio BOOLEAN, share BOOLEAN, series VARCHAR,
        joined VARCHAR[], forms VARCHAR[], indicators VARCHAR[], added VARCHAR[])[], recursive := true)
),
-- one row per measure, report and cell: its sign and side, and what it says of the whole, a bit for each thing
signed AS (
    SELECT m, report, value IS NULL AS empty, is_below,
           CASE WHEN is_minus THEN -value ELSE value END AS value,
           CASE status WHEN 'doubtful' THEN 1 WHEN 'summed' THEN 1 | 16
                       WHEN 'blank' THEN 2 WHEN 'missing' THEN 2 | 32 WHEN 'nil' THEN 4
                       WHEN 'zero' THEN 64 ELSE 0 END
               | CASE decided WHEN 'correct' THEN 128 WHEN 'confirm' THEN 256 ELSE 0 END AS bits
    FROM cell
),
-- one row per measure and report in which anything of it stands
fold AS (
    SELECT m, report,
           sum(value) FILTER (NOT is_below) AS above_sum, bool_or(empty) FILTER (NOT is_below) AS above_open,
           sum(value) FILTER (is_below) AS below_sum, bool_or(empty) FILTER (is_below) AS below_open,
           bit_or(bits) AS bits
    FROM signed
    GROUP BY m, report
),
-- one row per measure and report in view
live AS (
    SELECT m, id, jurisdiction, year,
           section <> 'prose' AND NOT list_contains(tables, section) AS tableless,
           CASE section WHEN '2' THEN form2 WHEN '3' THEN form3 WHEN '4' THEN form4 ELSE '' END AS form
    FROM report
    CROSS JOIN measured
    WHERE live AND made_up = $made_up
),
-- one row per measure, body and year, with its state
stated AS (
    SELECT measured.m, unit.n, unit.path, unit.kind, unit.area, unit.part, unit.alone, y.year,
           y.year BETWEEN unit.first AND unit.last AS here, live.id AS report, coalesce(live.form, '') AS form,
           CASE WHEN NOT fold.above_open THEN fold.above_sum END AS above,
           CASE WHEN NOT fold.below_open THEN fold.below_sum END AS below,
           fold.bits, list_position(measured.forms, live.form) AS formed,
           coalesce(measured.joined[formed], live.form, '') AS apart,
           CASE WHEN NOT here THEN 'not_existing'
                WHEN live.id IS NULL THEN 'not_in_store'
                WHEN live.tableless AND coalesce(fold.bits & 128, 0) = 0 THEN 'table_missing'
                WHEN formed IS NULL THEN 'not_in_form'
                WHEN fold.bits & 1 > 0 OR below < 0 OR (share AND below > 0 AND above > below) THEN 'doubtful'
                WHEN fold.bits IS NULL OR fold.bits & 2 > 0 THEN 'blank'
                WHEN fold.bits & 4 > 0 THEN 'nil'
                WHEN below = 0 THEN 'undefined'
                ELSE 'value' END AS state
    FROM unit
    CROSS JOIN (SELECT unnest($years) AS year) y
    CROSS JOIN measured
    LEFT JOIN live ON live.jurisdiction = unit.id AND live.year = y.year AND live.m = measured.m
    LEFT JOIN fold ON fold.report = live.id AND fold.m = measured.m
)
