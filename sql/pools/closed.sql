-- What published runs shared on days that are closed (R7): it stays, whatever changed since.
-- makes: closed_pools(day, rank, orders, fed, holders, share, carried, adjusted) · grain: one row per pool and day
-- reads: shared_before, plan_ranks · {first}: the first day that is not closed
CREATE TABLE closed_pools AS
SELECT p.number AS day, r.rank, p.orders, p.fed, p.holders, p.share, p.carried, p.adjusted
FROM (
  SELECT *, CAST(datediff(CAST(day AS DATE), DATE '1970-01-01') AS BIGINT) AS number FROM shared_before
) p
JOIN plan_ranks r ON r.name = p.pool
WHERE p.number < {first}
