-- One row per measure, unit and year, where some units are made of several bodies. The second part of the statement that ends in
-- series.sql. Bound: $states (the first that holds of any body is that of the unit) with $said (their words), and the
-- words of notes.
-- one row per measure, unit of several bodies and year: the sums of those that existed then
folded AS (
    SELECT m, n, year, any_value(path) AS path, any_value(kind) AS kind,
           any_value(area) AS area,
           count(*) FILTER (here) AS parts,
           min(list_position($states, state)) FILTER (here) AS first_state,
           list(report ORDER BY report) FILTER (here AND report IS NOT NULL) AS reports,
           coalesce(string_agg(DISTINCT form, '/' ORDER BY form) FILTER (here AND form <> ''), '') AS form,
           any_value(series) IS NULL AND count(DISTINCT apart) FILTER (here AND apart <> '') > 1 AS mixed,
           coalesce(any_value(apart) FILTER (here AND apart <> ''), '') AS joint,
           CASE WHEN NOT mixed AND count(above) FILTER (here) = parts THEN sum(above) FILTER (here) END AS above,
           CASE WHEN NOT mixed AND count(below) FILTER (here) = parts THEN sum(below) FILTER (here) END AS below,
           bit_or(bits) FILTER (here) AS bits,
           CASE WHEN count(DISTINCT formed) FILTER (here) = 1 THEN min(formed) FILTER (here) END AS formed,
           concat_ws($join_note,
               CASE WHEN parts > 1 THEN format($together_note, string_agg(part, $join_parts ORDER BY part) FILTER (here))
                    WHEN any_value(part) FILTER (here) <> any_value(path) THEN format($then_note, any_value(part) FILTER (here)) END,
               CASE WHEN mixed THEN $mixed_note END,
               CASE WHEN parts > 1 THEN
                   string_agg(format($part_note, part, $said[list_position($states, state)]), $join_note ORDER BY part)
                   FILTER (here AND state NOT IN ('value', 'undefined')) END,
               string_agg(format($left_note, part), $join_note ORDER BY part) FILTER (NOT here AND report IS NOT NULL)
           ) AS part_notes
    FROM stated
    JOIN measured USING (m)
    WHERE NOT alone
    GROUP BY m, n, year
),
-- one row per measure, unit and year, with its state
whole AS (
    SELECT m, n, path, kind, area, year, report, NULL::INTEGER[] AS reports, form, apart, above, below, bits, formed, state,
           NULL AS part_notes
    FROM stated
    WHERE alone
    UNION ALL
    SELECT m, n, path, kind, area, year, CASE WHEN len(reports) = 1 THEN reports[1] END,
           CASE WHEN len(reports) > 1 THEN reports END, form, CASE WHEN mixed THEN form ELSE joint END, above, below, bits, formed,
           CASE WHEN parts = 0 THEN 'not_existing'
                WHEN $states[first_state] NOT IN ('undefined', 'value') THEN $states[first_state]
                WHEN mixed OR (share AND below > 0 AND above > below) THEN 'doubtful'
                WHEN below = 0 THEN 'undefined'
                ELSE 'value' END,
           part_notes
    FROM folded
    JOIN measured USING (m)
)
