-- The first sums of the ledger that differ, in the order of their days: what is due and what is posted by all runs together.
-- mode: read · reads: published_entries · {limit}: how many
SELECT
  d.kind, d.source, d.payee_id, d.order_id, d.pool, d.day,
  CAST(d.due + coalesce(sum(p.amount), 0) AS BIGINT) AS due,
  CAST(d.posted + coalesce(sum(p.amount), 0) AS BIGINT) AS posted
FROM (
  SELECT * FROM entry_differences ORDER BY day, order_id, pool, kind, source, payee_id LIMIT {limit}
) d
LEFT JOIN published_entries p ON p.kind = d.kind AND p.source = d.source AND p.payee_id = d.payee_id
  AND p.order_id = d.order_id AND p.pool = d.pool AND p.day = d.day
GROUP BY d.kind, d.source, d.payee_id, d.order_id, d.pool, d.day, d.due, d.posted
ORDER BY d.day, d.order_id, d.pool, d.kind, d.source, d.payee_id
