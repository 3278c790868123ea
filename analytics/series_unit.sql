-- `unit`: one row per body that the units in view are made of, `n` their order. Copied, as joining it where it lies
-- (Arrow) can fail: not every filter that a join pushes down is understood there.
CREATE TEMP TABLE unit AS SELECT * FROM bodies
