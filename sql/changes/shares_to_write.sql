-- The figures of pools that a run writes, in the order of their days. mode: read · after: changes/share_changes
SELECT pool, day, orders, fed, holders, share, carried, adjusted, closed FROM share_changes ORDER BY day, pool
