-- One row per cell of the live report of one document, cells that the form does not have included.
SELECT
    j.name,
    r.year,
    r.form2,
    r.form3,
    r.form4,
    CASE WHEN o.row_label IS NULL THEN o.indicator ELSE o.indicator || '@' || o.row_label END AS cell,
    o.value,
    o.status
FROM report AS r
JOIN jurisdiction AS j ON j.id = r.jurisdiction
JOIN observation AS o ON o.report = r.id
WHERE r.sha256 = $sha256 AND r.live AND o.indicator NOT LIKE 'prose.%'
