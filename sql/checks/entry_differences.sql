-- Sums of the ledger that are not what is due, grain by grain.
-- makes: entry_differences(kind, source, payee_id, order_id, pool, day, due, posted) · grain: one row per sum that differs
-- reads: entries, posted (what stands), plan_ranks · amounts: minor units
CREATE TABLE entry_differences AS
SELECT
  kind, source, payee_id, order_id, pool, day,
  CAST(sum(due) AS BIGINT) AS due,
  CAST(sum(posted) AS BIGINT) AS posted
FROM (
  SELECT e.kind, e.source, e.payee_id, e.order_id, coalesce(n.name, '') AS pool, e.day, e.amount AS due, 0 AS posted
  FROM entries e
  LEFT JOIN plan_ranks n ON n.rank = e.rank
  UNION ALL
  SELECT kind, source, payee_id, order_id, pool, day, 0, amount FROM posted
) x
GROUP BY kind, source, payee_id, order_id, pool, day
HAVING sum(due) <> sum(posted)
