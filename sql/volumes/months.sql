-- Group volume by month, by doubling: each descendant is added once.
-- makes: months_{next}(m, month, volume) · grain: one row per member and month that is not empty · after: network/lift
CREATE TABLE months_{next} AS
SELECT m, month, CAST(sum(volume) AS BIGINT) AS volume FROM (
  SELECT m, month, volume FROM months_{round}
  UNION ALL
  SELECT u.p, g.month, g.volume FROM months_{round} g JOIN lift_{round} u ON u.m = g.m
) x
GROUP BY m, month
