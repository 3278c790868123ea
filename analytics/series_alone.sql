-- One row per measure, unit and year, where each unit is one body. The second part of the statement that ends in series.sql.
whole AS (
    SELECT *, NULL::INTEGER[] AS reports, NULL AS part_notes
    FROM stated
)
