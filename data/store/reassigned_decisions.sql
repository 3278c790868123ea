-- Takes along what was decided on a report that is given to another body or year. What was decided on its cells and
-- findings counts as the latest there, as it does where it was; the day it was handed in yields to one that is set
-- there. Returns, acceptances and withdrawals were made to the other body and stay there. Bound: body, year, report.
UPDATE review
SET jurisdiction = ?, year = ?,
    act = act + (SELECT max(act) - min(act) + 1 FROM review) * CASE kind WHEN 'handed' THEN -1 ELSE 1 END
WHERE report = ? AND kind IN ('correct', 'confirm', 'waive', 'handed', 'reassign')
