-- Figures of pools and days that differ from what was calculated, both side by side.
-- makes: pool_pairs(id, due_..., posted_...) · grain: one row per pool and day that differs, or is there once only
-- reads: due_shares, shares_there (what stands) · id: the pool and the day
CREATE TABLE pool_pairs AS
SELECT
  concat(coalesce(a.pool, b.pool), ' ', coalesce(a.day, b.day)) AS id,
  a.orders AS due_orders, b.orders AS posted_orders,
  a.fed AS due_fed, b.fed AS posted_fed,
  a.holders AS due_holders, b.holders AS posted_holders,
  a.share AS due_share, b.share AS posted_share,
  a.carried AS due_carried, b.carried AS posted_carried,
  a.adjusted AS due_adjusted, b.adjusted AS posted_adjusted
FROM due_shares a
FULL JOIN shares_there b ON b.pool = a.pool AND b.day = a.day
WHERE NOT (
  a.pool <=> b.pool AND a.orders <=> b.orders AND a.fed <=> b.fed AND a.holders <=> b.holders AND a.share <=> b.share
  AND a.carried <=> b.carried AND a.adjusted <=> b.adjusted
)
