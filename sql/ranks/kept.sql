-- When a rank that can be lost may be held, by one more condition that must be met month by month: in the months after.
-- makes: kept_{rank}_{number}(m, starts, ends) · grain: one row per member and month · after: ranks/volume
CREATE TABLE kept_{rank}_{number} AS
SELECT m, starts, ends FROM (
  SELECT k.m, greatest(k.starts, c.seq) AS starts, least(k.ends, c.next_seq) AS ends
  FROM kept_{rank}_{before} k
  JOIN volume_{rank}_{place} v ON v.m = k.m
  JOIN clock_months c ON c.month = v.month
) x
WHERE starts < ends
