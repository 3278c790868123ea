-- One row per report and cell whose number is out of all proportion to the year before.
-- Bound: $counts, $times, $least: a count so many times the year before, taken as at least so much;
-- $amounts, $apart: amounts of money so many times apart, either way.
SELECT report, indicator, form, year, units, earlier, value
FROM step
WHERE alike AND (
    (indicator IN (SELECT unnest($counts::VARCHAR[])) AND value >= $times * greatest(earlier, $least))
    OR (indicator IN (SELECT unnest($amounts::VARCHAR[])) AND least(value, earlier) > 0
        AND greatest(value, earlier) >= $apart * least(value, earlier))
)
ORDER BY ALL
