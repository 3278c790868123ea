-- That title, text and signature name different bodies, or the name is damaged, is answered where a person gave the report
-- to another body than it was filed under; it is open again where it was given back.
UPDATE finding
SET state = CASE WHEN given.elsewhere THEN 'settled' ELSE 'open' END
FROM (  -- one row per report that was ever given to another body or year
    SELECT r.id AS report, NOT list_contains(string_split(arg_min(v.evidence['names'], v.act), '、'), any_value(j.name)) AS elsewhere
    FROM report r
    JOIN review v ON v.report = r.id AND v.kind = 'reassign'
    JOIN jurisdiction j ON j.id = r.jurisdiction
    GROUP BY r.id
) given
WHERE finding.report = given.report AND finding.rule IN ('place_disagrees', 'place_damaged')
