-- Group volume by month, and how many of a group bought in it, by doubling: each descendant is added once.
-- makes: {of}_{next}(m, month, volume, active) · grain: one row per member and month that is not empty · after: network/lift
-- {of}: months, or counted for what brackets count (R11)
CREATE TABLE {of}_{next} AS
SELECT m, month, CAST(sum(volume) AS BIGINT) AS volume, CAST(sum(active) AS BIGINT) AS active FROM (
  SELECT m, month, volume, active FROM {of}_{round}
  UNION ALL
  SELECT u.p, g.month, g.volume, g.active FROM {of}_{round} g JOIN lift_{round} u ON u.m = g.m
) x
GROUP BY m, month
