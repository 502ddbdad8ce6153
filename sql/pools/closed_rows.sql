-- The rows of closed days, in the order of days, then pools.
-- mode: read · grain: one row per pool and day · reads: closed_pools
SELECT day, rank, orders, fed, holders, share, carried, adjusted FROM closed_pools ORDER BY day, rank
