-- One row per rule, concerned report and other report that has a good part of the same words: in `alike_year` that of
-- the year before and in `alike_unit` those of the same county and year, by the words that are a report's own; in
-- `alike_problems` that of the year before, by all words of section five. The likeliest first, so many of each.
-- Bound: $size, $problems (characters), $share, $most.
WITH pair AS (
    SELECT 'alike_year' AS rule, o.report, p.earlier AS other, sum(length(o.key)) AS shared
    FROM own o JOIN prior p USING (report)
    WHERE (p.earlier, o.key) IN (SELECT (report, key) FROM clause)
    GROUP BY ALL
    UNION ALL
    SELECT 'alike_unit', a.report, b.report, sum(length(a.key))
    FROM own a JOIN own b USING (parents, year, made_up, key)
    WHERE a.report <> b.report
    GROUP BY ALL
    UNION ALL
    SELECT 'alike_problems', c.report, p.earlier, sum(length(c.key))
    FROM clause c JOIN prior p USING (report)
    WHERE c.section = '5' AND (p.earlier, c.key) IN (SELECT (report, key) FROM clause WHERE section = '5')
    GROUP BY ALL
), whole AS (      -- one row per report and rule that has enough to compare
    SELECT report, unnest(['alike_year', 'alike_unit']) AS rule, sum(length(key)) AS size
    FROM own GROUP BY report HAVING size >= $size
    UNION ALL
    SELECT report, 'alike_problems', sum(length(key)) AS size
    FROM clause WHERE section = '5' GROUP BY report HAVING size >= $problems
)
SELECT p.rule, p.report, p.other
FROM pair p JOIN whole w USING (rule, report)
WHERE p.shared >= $share * w.size
QUALIFY row_number() OVER (PARTITION BY p.report, p.rule ORDER BY p.shared DESC, p.other) <= $most
ORDER BY p.report, p.rule, p.other
