-- Headcount and package orders of a group begin with the member itself.
-- makes: groups_0(m, size, orders) · grain: one row per member · after: network/bought
-- {package}: the package that the support fund counts (R8)
CREATE TABLE groups_0 AS
SELECT t.m, CAST(1 AS BIGINT) AS size, coalesce(b.orders, 0) AS orders
FROM tree t
LEFT JOIN (SELECT m, count(*) AS orders FROM bought WHERE package = {package} GROUP BY m) b ON b.m = t.m
