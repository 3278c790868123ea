-- Of each decision the report in force that it applies to: of those on one cell the last, where the cell of the report in
-- force says what it said then; of returns and acceptances the last on the report itself, where it stood then; of the days
-- of handing in the last. Waivers are for `waive` to say, withdrawals apply to nothing.
UPDATE review
SET applies = (
    SELECT o.report
    FROM report r JOIN observation o ON o.report = r.id
    WHERE r.live AND r.jurisdiction = review.jurisdiction AND r.year = review.year
      AND o.indicator = review.indicator AND o.row_label IS NOT DISTINCT FROM review.row_label
      AND o.raw = review.old_raw AND o.value IS NOT DISTINCT FROM review.old_value
      AND NOT EXISTS (
          SELECT 1 FROM review later
          WHERE later.act > review.act AND later.kind IN ('correct', 'confirm')
            AND later.jurisdiction = review.jurisdiction AND later.year = review.year
            AND later.indicator = review.indicator AND later.row_label IS NOT DISTINCT FROM review.row_label))
WHERE kind IN ('correct', 'confirm');
UPDATE review
SET applies = (
    SELECT r.id
    FROM report r
    WHERE r.live AND r.id = review.report AND r.jurisdiction = review.jurisdiction AND r.year = review.year
      AND NOT EXISTS (
          SELECT 1 FROM review later
          WHERE later.act > review.act AND later.kind IN ('return', 'accept') AND later.report = review.report
            AND later.jurisdiction = review.jurisdiction AND later.year = review.year))
WHERE kind IN ('return', 'accept');
UPDATE review
SET applies = (
    SELECT r.id
    FROM report r
    WHERE r.live AND r.jurisdiction = review.jurisdiction AND r.year = review.year
      AND NOT EXISTS (
          SELECT 1 FROM review later
          WHERE later.act > review.act AND later.kind = 'handed'
            AND later.jurisdiction = review.jurisdiction AND later.year = review.year))
WHERE kind = 'handed'
