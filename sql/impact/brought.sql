-- The same of whole groups, by doubling: each descendant is added once. makes: brought_{next}(m, amount) · grain: one row per member
-- after: impact/brought_first
CREATE TABLE brought_{next} AS
SELECT a.m, a.amount + coalesce(b.amount, 0) AS amount
FROM brought_{round} a
LEFT JOIN (
  SELECT u.p, CAST(sum(g.amount) AS BIGINT) AS amount FROM steps_{round} u JOIN brought_{round} g ON g.m = u.m GROUP BY u.p
) b ON b.p = a.m
