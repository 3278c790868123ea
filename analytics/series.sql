-- One row per measure, unit in view and year: the value or why there is none, in words too. The last part of a statement,
-- after series_stated.sql and series_alone.sql or series_folded.sql. Of a measure's lists, `indicators` holds the one
-- cell that each of its forms reads, `added` a note for each. Bound: the words of the notes, all those named …_note.
-- the same with the value: a sum exactly, a quotient as the nearest double
valued AS (
    SELECT *, state IN ('value', 'doubtful', 'undefined') AS spoken,
           CASE WHEN spoken AND NOT ratio THEN above END AS total,
           CASE WHEN spoken AND ratio AND below > 0 THEN above / below END AS quotient
    FROM whole
    JOIN measured USING (m)
)
SELECT measure, path AS jurisdiction, year,
       CASE WHEN NOT ratio THEN rtrim(rtrim(total::VARCHAR, '0'), '.')
            -- beyond these a double is written with an exponent
            WHEN quotient NOT BETWEEN 1e-3 AND 1e15 THEN rtrim(rtrim(format('{:.24f}', quotient), '0'), '.')
            ELSE regexp_replace(quotient::VARCHAR, '\.0$', '') END AS value,
       unit, state,
       coalesce(series, apart) AS series,
       CASE WHEN spoken AND ratio THEN rtrim(rtrim(above::VARCHAR, '0'), '.') END AS numerator,
       CASE WHEN spoken AND ratio THEN rtrim(rtrim(below::VARCHAR, '0'), '.') END AS denominator,
       form,
       concat_ws($join_note,
           CASE WHEN spoken AND bits & 128 > 0 THEN $corrected_note END,
           CASE WHEN spoken AND bits & 256 > 0 THEN $confirmed_note END,
           CASE WHEN spoken AND bits & 16 > 0 THEN $summed_note END,
           CASE WHEN spoken AND bits & 64 > 0 THEN $zero_note END,
           CASE WHEN spoken AND below < 0 THEN $negative_note END,
           CASE WHEN spoken AND share AND below >= 0 AND above > below THEN $exceeding_note END,
           CASE WHEN spoken THEN added[formed] END,
           CASE WHEN bits & 32 > 0 AND state IN ('doubtful', 'blank', 'nil') THEN $missing_note END,
           CASE WHEN bits & 32 = 0 AND state = 'doubtful' AND (above IS NULL OR (ratio AND below IS NULL)) THEN $open_note END,
           CASE WHEN bits IS NULL AND state = 'blank' THEN $unsaid_note END,
           CASE WHEN state = 'not_existing' AND report IS NOT NULL THEN $held_note END,
           part_notes) AS note,
       coalesce(total::DOUBLE, quotient) AS number,
       kind, area, report, reports,
       coalesce(indicators[formed], '') AS indicator
FROM valued
ORDER BY m, n, year
