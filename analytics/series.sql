-- One row per body in view and year: what a measure was, or why it is not known. Read from two tables beside those
-- of the store: `unit`, one row per body in view, and `cell`, one row per report and cell of the measure, those `summed`
-- and `zero` filled by the form's own sums. Bound: $below (cells of the denominator),
-- $minus (cells taken away), $section, $forms (that have the measure) with $indicators (the one cell each reads) and
-- $added (a note for each), $ratio, $series, $years, $made_up, and the words of the notes, all those named …_note.
WITH
-- one row per report and cell: its sign and side, and what it says of the whole, a bit for each thing
signed AS (
    SELECT report, value IS NULL AS empty,
           list_contains($below, indicator) AS is_below,
           CASE WHEN list_contains($minus, indicator) THEN -value ELSE value END AS value,
           CASE status WHEN 'doubtful' THEN 1 WHEN 'summed' THEN 1 | 16
                       WHEN 'blank' THEN 2 WHEN 'missing' THEN 2 | 32 WHEN 'nil' THEN 4
                       WHEN 'tableless' THEN 8 WHEN 'zero' THEN 64 ELSE 0 END AS bits
    FROM cell
),
-- one row per report in which anything of the measure stands
fold AS (
    SELECT report,
           sum(value) FILTER (NOT is_below) AS above_sum, bool_or(empty) FILTER (NOT is_below) AS above_open,
           sum(value) FILTER (is_below) AS below_sum, bool_or(empty) FILTER (is_below) AS below_open,
           bit_or(bits) AS bits
    FROM signed
    GROUP BY report
),
-- one row per report in view
live AS (
    SELECT id, jurisdiction, year,
           CASE $section WHEN '2' THEN form2 WHEN '3' THEN form3 WHEN '4' THEN form4 ELSE '' END AS form
    FROM report
    WHERE live AND made_up = $made_up
),
-- one row per body in view and year, with its state
stated AS (
    SELECT unit.n, unit.path, unit.kind, y.year, live.id AS report, coalesce(live.form, '') AS form,
           CASE WHEN NOT fold.above_open THEN fold.above_sum END AS above,
           CASE WHEN NOT fold.below_open THEN fold.below_sum END AS below,
           fold.bits, list_position($forms, live.form) AS formed,
           CASE WHEN y.year NOT BETWEEN unit.first AND unit.last THEN 'not_existing'
                WHEN live.id IS NULL THEN 'not_in_store'
                WHEN fold.bits & 8 > 0 THEN 'table_missing'
                WHEN formed IS NULL THEN 'not_in_form'
                WHEN fold.bits & 1 > 0 OR below < 0 THEN 'doubtful'
                WHEN fold.bits IS NULL OR fold.bits & 2 > 0 THEN 'blank'
                WHEN fold.bits & 4 > 0 THEN 'nil'
                WHEN below = 0 THEN 'undefined'
                ELSE 'value' END AS state,
           state IN ('value', 'doubtful', 'undefined') AS spoken
    FROM unit
    CROSS JOIN (SELECT unnest($years) AS year) y
    LEFT JOIN live ON live.jurisdiction = unit.id AND live.year = y.year
    LEFT JOIN fold ON fold.report = live.id
),
-- the same with the value: a sum exactly, a quotient as the nearest double
valued AS (
    SELECT *,
           CASE WHEN spoken AND NOT $ratio THEN above END AS total,
           CASE WHEN spoken AND $ratio AND below > 0 THEN above / below END AS quotient
    FROM stated
)
SELECT path AS jurisdiction, year,
       CASE WHEN NOT $ratio THEN rtrim(rtrim(total::VARCHAR, '0'), '.')
            -- beyond these a double is written with an exponent
            WHEN quotient NOT BETWEEN 1e-3 AND 1e15 THEN rtrim(rtrim(format('{:.24f}', quotient), '0'), '.')
            ELSE regexp_replace(quotient::VARCHAR, '\.0$', '') END AS value,
       state,
       coalesce($series, form) AS series,
       CASE WHEN spoken AND $ratio THEN rtrim(rtrim(above::VARCHAR, '0'), '.') END AS numerator,
       CASE WHEN spoken AND $ratio THEN rtrim(rtrim(below::VARCHAR, '0'), '.') END AS denominator,
       form,
       concat_ws($join_note,
           CASE WHEN spoken AND bits & 16 > 0 THEN $summed_note END,
           CASE WHEN spoken AND bits & 64 > 0 THEN $zero_note END,
           CASE WHEN spoken AND below < 0 THEN $negative_note END,
           CASE WHEN spoken THEN $added[formed] END,
           CASE WHEN bits & 32 > 0 AND state IN ('doubtful', 'blank', 'nil') THEN $missing_note END,
           CASE WHEN bits & 32 = 0 AND state = 'doubtful' AND (above IS NULL OR ($ratio AND below IS NULL)) THEN $open_note END,
           CASE WHEN bits IS NULL AND state = 'blank' THEN $unsaid_note END,
           CASE WHEN state = 'not_existing' AND report IS NOT NULL THEN $held_note END) AS note,
       coalesce(total::DOUBLE, quotient) AS number,
       kind, report,
       coalesce($indicators[formed], '') AS indicator
FROM valued
ORDER BY n, year
