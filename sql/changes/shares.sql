-- The figures of pools and days that are due, as a run publishes them.
-- makes: due_shares(...) · grain: one row per pool and day · reads: pools, pool_names
CREATE TABLE due_shares AS
SELECT
  n.pool,
  CAST(CAST(date_add(DATE '1970-01-01', CAST(p.day AS INT)) AS DATE) AS STRING) AS day,
  CAST(p.orders AS BIGINT) AS orders, CAST(p.fed AS BIGINT) AS fed, CAST(p.holders AS BIGINT) AS holders,
  CAST(p.share AS BIGINT) AS share, CAST(p.carried AS BIGINT) AS carried,
  CAST(p.adjusted AS BIGINT) AS adjusted
FROM pools p
JOIN pool_names n ON n.rank = p.rank
