-- What a run posts: what is due less what stands, grain by grain.
-- makes: entry_changes(...) · grain: one row per sum that differs · amount: minor units
-- reads: entries, published_entries (what stands), pool_names
CREATE TABLE entry_changes AS
SELECT kind, source, payee_id, order_id, pool, day, CAST(sum(amount) AS BIGINT) AS amount
FROM (
  SELECT e.kind, e.source, e.payee_id, e.order_id, coalesce(n.pool, '') AS pool, e.day, e.amount
  FROM entries e
  LEFT JOIN pool_names n ON n.rank = e.rank
  UNION ALL
  SELECT kind, source, payee_id, order_id, pool, day, -amount FROM published_entries
) x
GROUP BY kind, source, payee_id, order_id, pool, day
HAVING sum(amount) <> 0
