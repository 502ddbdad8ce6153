-- Sums of what a run posted that are not what it had to post, grain by grain.
-- makes: entry_differences(kind, source, payee_id, order_id, pool, day, due, posted) · grain: one row per sum that differs
-- reads: entry_changes, new_entries (what was posted) · amounts: minor units
CREATE TABLE entry_differences AS
SELECT
  kind, source, payee_id, order_id, pool, day,
  CAST(sum(due) AS BIGINT) AS due,
  CAST(sum(posted) AS BIGINT) AS posted
FROM (
  SELECT kind, source, payee_id, order_id, pool, day, amount AS due, 0 AS posted FROM entry_changes
  UNION ALL
  SELECT kind, source, payee_id, order_id, pool, day, 0, amount FROM new_entries
) x
GROUP BY kind, source, payee_id, order_id, pool, day
HAVING sum(due) <> sum(posted)
