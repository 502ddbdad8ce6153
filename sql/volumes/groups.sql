-- Headcount and package orders of groups, by doubling: each descendant is added once.
-- makes: groups_{next}(m, size, orders) · grain: one row per member · after: network/lift
CREATE TABLE groups_{next} AS
SELECT a.m, a.size + coalesce(b.size, 0) AS size, a.orders + coalesce(b.orders, 0) AS orders
FROM groups_{round} a
LEFT JOIN (
  SELECT u.p, CAST(sum(g.size) AS BIGINT) AS size, CAST(sum(g.orders) AS BIGINT) AS orders
  FROM lift_{round} u
  JOIN groups_{round} g ON g.m = u.m
  GROUP BY u.p
) b ON b.p = a.m
