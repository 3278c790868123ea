-- One row per report and cell whose number is out of all proportion to the year before.
-- Bound: $counts, $times, $least: a count so many times the year before, taken as at least so much;
-- $amounts, $apart: amounts of money so many times apart, either way; $comparable: cells that mean the same on both forms.
SELECT report, indicator, form, year, units, earlier, value
FROM step
WHERE (same_form OR indicator IN (SELECT unnest($comparable::VARCHAR[]))) AND (
    (indicator IN (SELECT unnest($counts::VARCHAR[])) AND value >= $times * greatest(earlier, $least))
    OR (indicator IN (SELECT unnest($amounts::VARCHAR[])) AND least(value, earlier) > 0
        AND greatest(value, earlier) >= $apart * least(value, earlier))
)
ORDER BY ALL
