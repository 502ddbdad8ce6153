-- The share of each holder of a pool on each day (R7); those of closed days stay as published runs posted them.
-- makes: shares(m, rank, day, amount) · grain: one row per holder, pool and day · reads: pools, paid_before, plan_ranks
-- after: pools/days · {first}: the first day that is not closed
CREATE TABLE shares AS
SELECT h.m, p.rank, p.day, p.share AS amount
FROM pools p
JOIN holding h ON h.rank = p.rank AND h.first_day <= p.day AND h.end_day > p.day
WHERE p.share > 0 AND p.day >= {first}
UNION ALL
SELECT m, rank, day, amount FROM (
  SELECT a.m, r.rank, CAST(datediff(CAST(s.day AS DATE), DATE '1970-01-01') AS BIGINT) AS day, CAST(sum(s.amount) AS BIGINT) AS amount
  FROM paid_before s
  JOIN plan_ranks r ON r.name = s.pool
  JOIN mem a ON a.id = s.payee_id
  GROUP BY a.m, r.rank, s.day
) c
WHERE c.day < {first} AND c.amount <> 0
