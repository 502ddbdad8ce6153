// The ledger entries of the pools shared on one day.
// mode: read · grain: one row per entry
// $run: number of the run
// $day: the day, 2026-01-31 · $pools: names of the pools
MATCH (target:Pool)<-[e:EARNED]-(payee)
WHERE target.name IN $pools AND target.day = $day AND e.run <= $run
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source,
       CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id,
       CASE WHEN target:Pool THEN null ELSE target.id END AS order_id,
       CASE WHEN target:Pool THEN target.name END AS pool,
       e.day AS day, e.amount AS amount, e.corrects AS corrects
ORDER BY kind, payee_id, pool, source, run, key
