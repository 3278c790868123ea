-- Findings across reports of the concerned reports, and of those no longer in force. Bound: $rules.
DELETE FROM finding
WHERE rule IN (SELECT unnest($rules::VARCHAR[]))
  AND (report IN (SELECT report FROM concerned) OR report IN (SELECT id FROM report WHERE NOT live))
