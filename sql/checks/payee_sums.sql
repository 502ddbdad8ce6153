-- Payees ('' the company) to whom a run posted another number of entries than it had to, or another sum. mode: read
-- grain: one row per payee, the first ones · after: changes/entry_changes · reads: payee_sums (what was posted)
-- {limit}: how many · different: how many there are in all · minor units
SELECT payee_id, CAST(sum(due) AS BIGINT) AS due, CAST(sum(posted) AS BIGINT) AS posted, count(*) OVER () AS different
FROM (
  SELECT payee_id, count(*) AS entries, sum(amount) AS due, 0 AS posted FROM entry_changes GROUP BY payee_id
  UNION ALL
  SELECT payee_id, -entries, 0, amount FROM payee_sums
) x
GROUP BY payee_id
HAVING sum(entries) <> 0 OR sum(due) <> sum(posted)
ORDER BY payee_id
LIMIT {limit}
