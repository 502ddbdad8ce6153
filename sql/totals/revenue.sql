-- The revenue: amounts of all orders that stand, members' and customers', net of refunds. mode: read
SELECT coalesce(CAST(sum(net) AS BIGINT), 0) FROM standing
