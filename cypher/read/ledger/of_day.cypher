// The ledger entries that hang on no order of one day: shares of its pools, and of totals (of months, of groups).
// mode: read · grain: one row per entry
// $run: number of the run · $kind: kind wanted, empty for all
// $day: the day, 2026-01-31 · $pools: names of the pools
CALL () {
  MATCH (target:Pool) WHERE target.name IN $pools AND target.day = $day RETURN target
  UNION ALL
  MATCH (target:Total) WHERE target.day = $day RETURN target
}
MATCH (target)<-[e:EARNED]-(payee)
WHERE e.run <= $run AND ($kind = '' OR e.kind = $kind)
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source,
       CASE WHEN payee:Company THEN '' ELSE payee.id END AS payee_id, coalesce(payee.name, '') AS name,
       null AS order_id, target.name AS pool,
       e.day AS day, e.amount AS amount, e.corrects AS corrects
ORDER BY kind, payee_id, pool, source, run, key
