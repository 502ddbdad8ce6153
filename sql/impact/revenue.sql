-- What all orders that stand come to, in minor units.
-- mode: read · reads: standing
SELECT coalesce(CAST(sum(net) AS BIGINT), 0) AS revenue FROM standing
