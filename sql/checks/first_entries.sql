-- The first sums of the ledger that differ, in the order of their days. mode: read
-- {limit}: how many
SELECT kind, source, payee_id, order_id, pool, day, due, posted
FROM entry_differences
ORDER BY day, order_id, pool, kind, source, payee_id
LIMIT {limit}
