-- `unit`: one row per body in view, `n` their order. Copied, as joining it where it lies (Arrow) can fail: not every
-- filter that a join pushes down is understood there.
CREATE TEMP TABLE unit AS SELECT id, path, kind, first, last, n::INTEGER AS n FROM bodies
