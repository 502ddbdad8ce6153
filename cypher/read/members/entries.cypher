// The ledger entries of one member, newest day first, then the newest run, then by key; and the time of the run that posted.
// mode: read · grain: one row per entry
// $member: member id
// $run: number of the run
// $kind: kind wanted, empty for all · $month: month wanted, 2026-01, empty for all
// $day: only entries of this day or before · $posted: on that day only of this run or before · $key: of that run only behind this key
// $limit: how many rows
MATCH (m:Member {id: $member})-[e:EARNED]->(t)
WHERE e.run <= $run AND ($kind = '' OR e.kind = $kind) AND e.day STARTS WITH $month
  AND (e.day < $day OR (e.day = $day AND (e.run < $posted OR (e.run = $posted AND e.key > $key))))
WITH m, e, t ORDER BY e.day DESC, e.run DESC, e.key LIMIT $limit
OPTIONAL MATCH (r:Run {number: e.run})
RETURN e.key AS key, e.run AS run, e.kind AS kind, coalesce(e.source, '') AS source, m.id AS payee_id,
       CASE WHEN t:Pool OR t:Total THEN '' ELSE t.id END AS order_id, CASE WHEN t:Pool THEN t.name ELSE '' END AS pool,
       e.day AS day, r.as_of AS posted, e.amount AS amount, coalesce(e.corrects, '') AS corrects
ORDER BY day DESC, run DESC, key
