-- Adds one decision, the next in their order. Bound: its columns from `kind` on, without `applies`.
INSERT INTO review
SELECT coalesce((SELECT max(act) FROM review), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL
