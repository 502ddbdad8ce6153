-- The figures of pools and days that are due and differ from the published ones, or are new; and the days that share nothing any more.
-- makes: share_changes(..., closed) · grain: one row per pool and day · reads: due_shares, published_shares · closed: 1 where nothing is due
CREATE TABLE share_changes AS
SELECT
  coalesce(a.pool, b.pool) AS pool, coalesce(a.day, b.day) AS day,
  a.orders, a.fed, a.holders, a.share, a.carried, a.adjusted,
  CASE WHEN a.pool IS NULL THEN 1 ELSE 0 END AS closed
FROM due_shares a
FULL JOIN published_shares b ON b.pool = a.pool AND b.day = a.day
WHERE NOT (
  a.pool <=> b.pool AND a.orders <=> b.orders AND a.fed <=> b.fed AND a.holders <=> b.holders
  AND a.share <=> b.share AND a.carried <=> b.carried AND a.adjusted <=> b.adjusted
)
