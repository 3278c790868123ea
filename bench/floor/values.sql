-- The least that gives the numbers of a page, in one statement. One row per measure, unit and year with a number
-- (`part` ''), with its rank among its class and the difference from the year before; then one row per measure and year
-- of each composition (`part` its code), `number` the sum over `units`.
-- Bound: $asked (structs measure, indicator, sign, below), $measures (measure, ratio, section, series), $totals (total,
-- part), $proofs (measure, proof, indicator, is_left, fills), $parts (part, measure, size, together), $townships (kinds).
WITH
asked AS (SELECT unnest($asked, recursive := true)),
measures AS (SELECT unnest($measures, recursive := true)),
totals AS (SELECT unnest($totals, recursive := true)),
proofs AS (SELECT unnest($proofs, recursive := true)),
parts AS (SELECT unnest($parts, recursive := true)),
-- one row per measure, report and cell
cell AS MATERIALIZED (
    SELECT asked.measure, asked.below, asked.sign, o.report, o.indicator, o.status, o.value::DECIMAL(38, 4) AS value
    FROM observation o
    JOIN asked USING (indicator)
    WHERE o.row_label IS NULL
),
-- one row per report and empty total whose parts are all there
summed AS (
    SELECT o.report, totals.total AS indicator, sum(o.value) AS value
    FROM observation o
    JOIN totals ON totals.part = o.indicator
    WHERE o.row_label IS NULL AND o.report IN (SELECT report FROM cell WHERE status IN ('blank', 'missing'))
    GROUP BY ALL
    HAVING count(o.value) = count(*)
),
-- one row per measure, report and cell that a sum proves to be 0
proved AS (
    SELECT DISTINCT measure, report, unnest(fills) AS indicator
    FROM (
        SELECT proofs.measure, proofs.proof, o.report, list(o.indicator) FILTER (proofs.fills) AS fills
        FROM observation o
        JOIN proofs USING (indicator)
        WHERE o.row_label IS NULL AND o.report IN (SELECT report FROM cell WHERE status IN ('blank', 'nil'))
        GROUP BY ALL
        HAVING bool_and(o.value IS NOT NULL OR o.status IN ('blank', 'nil'))
           AND (bool_and(o.value IS NOT NULL OR is_left) OR bool_and(o.value IS NOT NULL OR NOT is_left))
           AND sum(CASE WHEN is_left THEN coalesce(o.value, 0) ELSE -coalesce(o.value, 0) END) = 0
    )
),
filled AS (
    SELECT cell.measure, cell.report, cell.below,
           cell.sign * coalesce(
               cell.value,
               CASE WHEN cell.status IN ('blank', 'missing') THEN summed.value END,
               CASE WHEN cell.status IN ('blank', 'nil') AND proved.report IS NOT NULL THEN 0 END) AS value
    FROM cell
    LEFT JOIN summed ON summed.report = cell.report AND summed.indicator = cell.indicator
    LEFT JOIN proved ON proved.measure = cell.measure AND proved.report = cell.report AND proved.indicator = cell.indicator
),
fold AS (
    SELECT measure, report,
           CASE WHEN bool_and(value IS NOT NULL) FILTER (NOT below) THEN sum(value) FILTER (NOT below) END AS above,
           CASE WHEN bool_and(value IS NOT NULL) FILTER (below) THEN sum(value) FILTER (below) END AS below
    FROM filled
    GROUP BY ALL
),
valued AS MATERIALIZED (
    SELECT fold.measure, j.path, r.year, fold.below,
           CASE WHEN list_contains($townships, j.kind) THEN '' ELSE j.kind END AS peers,
           coalesce(m.series, CASE m.section WHEN '2' THEN form2 WHEN '3' THEN form3 WHEN '4' THEN form4 END) AS series,
           CASE WHEN m.ratio THEN (CASE WHEN fold.below > 0 THEN fold.above / fold.below END) ELSE fold.above END AS number,
           CASE WHEN NOT m.ratio THEN fold.above END AS exact,
           number IS NOT NULL AND (NOT m.rate OR fold.below >= 20) AS ranked
    FROM fold
    JOIN measures m USING (measure)
    JOIN report r ON r.id = fold.report
    JOIN jurisdiction j ON j.id = r.jurisdiction
    WHERE r.live AND number IS NOT NULL
)
SELECT '' AS part, measure, path, year, number, exact,
       CASE WHEN ranked THEN rank() OVER (PARTITION BY measure, year, ranked, peers, series ORDER BY number DESC) END AS rank,
       CASE WHEN lag(year) OVER earlier = year - 1 THEN exact - lag(exact) OVER earlier END AS difference, NULL AS units
FROM valued
WINDOW earlier AS (PARTITION BY measure, path, series ORDER BY year)
UNION ALL
SELECT part, measure, '', year, NULL, sum(exact), NULL, NULL, count(*)
FROM (
    SELECT parts.*, valued.*, count(*) OVER (PARTITION BY parts.part, valued.path, valued.year) AS held
    FROM valued
    JOIN parts ON parts.measure = valued.measure
)
WHERE NOT together OR held = size
GROUP BY ALL
