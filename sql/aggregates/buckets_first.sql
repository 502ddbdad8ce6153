-- The nearest member above, itself included, whose team has sums: who has one itself, or none above, is settled.
-- makes: buckets_0(m, team, settled) · grain: one row per member · after: aggregates/summed, network/tree
CREATE TABLE buckets_0 AS
SELECT
  t.m,
  CASE WHEN o.m IS NOT NULL THEN t.m WHEN c.teams > 0 THEN t.p END AS team,
  CASE WHEN o.m IS NOT NULL OR u.m IS NOT NULL OR t.p IS NULL OR c.teams = 0 THEN 1 ELSE 0 END AS settled
FROM tree t
CROSS JOIN (SELECT count(*) AS teams FROM summed) c
LEFT JOIN summed o ON o.m = t.m
LEFT JOIN summed u ON u.m = t.p
