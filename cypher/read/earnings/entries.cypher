// The ledger entries of a stretch of days, sorted by any of their columns and then by their key.
// mode: read · grain: one row per entry
// returns: correcting: whether it corrects what earlier runs had posted; target_kind, target_id: what it is of
// $sort: day, kind, payee_id, order_id, amount or run · $down: whether the largest comes first
// $skip: how many to leave out · $limit: how many at most
{parts/entries}
WITH e, target, CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id,
     CASE WHEN payee:Company THEN '' ELSE coalesce(payee.name, '') END AS name
WITH e, target, payee_id, name,
     CASE $sort WHEN 'kind' THEN e.kind WHEN 'payee_id' THEN payee_id WHEN 'amount' THEN e.amount WHEN 'run' THEN e.run
       WHEN 'order_id' THEN CASE WHEN target:Pool THEN target.name WHEN target:Total THEN e.source ELSE target.id END ELSE e.day END AS place
ORDER BY CASE WHEN $down THEN place END DESC, place, e.key SKIP $skip LIMIT $limit
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source, payee_id, name,
       CASE WHEN target:Pool OR target:Total THEN '' ELSE target.id END AS order_id,
       CASE WHEN target:Pool THEN target.name ELSE '' END AS pool, e.day AS day, e.amount AS amount,
       coalesce(e.corrects, '') AS corrects,
  {parts/correcting}
  AS correcting,
  {parts/target_kind}
  AS target_kind, CASE WHEN target:Pool THEN target.name ELSE target.id END AS target_id
ORDER BY CASE WHEN $down THEN place END DESC, place, key
