-- The point of the earliest member of a rank in a group, by doubling: `nightly/ranks/legs_rollup` where one is enough.
-- makes: legs_{rank}_{place}_{next}(m, since) · grain: one row per group with such a member · after: network/lift
CREATE TABLE legs_{rank}_{place}_{next} AS
SELECT m, min(since) AS since FROM (
  SELECT m, since FROM legs_{rank}_{place}_{round}
  UNION ALL
  SELECT u.p, g.since FROM legs_{rank}_{place}_{round} g JOIN lift_{round} u ON u.m = g.m
) x
GROUP BY m
