-- The company in few figures, for the guards and for readers: members who had joined; in minor units what orders that stand come to,
-- net of refunds, and what members earned; when the newest of these orders counts (microseconds UTC, 0 without any).
-- mode: read · reads: standing, standings, entries
SELECT
  (SELECT count(*) FROM standings) AS members,
  (SELECT coalesce(CAST(sum(net) AS BIGINT), 0) FROM standing) AS revenue,
  (SELECT coalesce(CAST(sum(amount) AS BIGINT), 0) FROM entries WHERE payee_id <> '') AS rewards,
  (SELECT coalesce(max(at), 0) FROM standing) AS newest
