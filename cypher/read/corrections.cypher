// name: entries
// The entries of members that correct what earlier runs had posted, of the orders of a channel.
// mode: read · grain: one row per target and run
// $run: number of the newest run · $after: number of the run after which they were posted
// $team: member id of the root of the team, empty for the whole company
// $payee: a member id, empty for all
// $channel: that of the order's buyer, which pool shares have none of; empty for all
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
// returns: kind: order, pool, month, group or adjustment; id: of that, a pool's name; day, run, entries: each [payee, amount in minor units]
{parts/members}
WITH p WHERE $payee = '' OR p.id = $payee
{parts/earned}
WITH p, e, target WHERE e.run > $after AND
  {parts/correcting}
WITH target, e.run AS run, e.day AS day, collect([p.id, e.amount]) AS entries
RETURN
  {parts/target_kind}
  AS kind, CASE WHEN target:Pool THEN target.name ELSE target.id END AS id, day, run, entries

// name: orders
// Who was paid of orders up to a run, and when they count.
// mode: read · grain: one row per order and run
// $rows: each {order: its id, run: number of a run}
// returns: order_id, run, at (microseconds), payees (member ids), buyer_id: who placed it, or "" of a customer
UNWIND $rows AS row
CALL (row) {
  MATCH (o:Order {id: row.order}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: row.order}) RETURN o
}
RETURN row.order AS order_id, row.run AS run, o.at AS at, coalesce(head(COLLECT { MATCH (o)<-[:PLACED]-(buyer:Member) RETURN buyer.id }), '') AS buyer_id,
       COLLECT { MATCH (o)<-[e:EARNED]-(m:Member) WHERE e.run <= row.run RETURN DISTINCT m.id } AS payees

// name: ranks
// Members whose ranks a run dates otherwise than the run before, and how.
// mode: read · grain: one row per member and run with a change
// $rows: each {member: its id, run: number of a run}
UNWIND $rows AS row
MATCH (m:Member {id: row.member})-[:CURRENT]->() ((newer WHERE newer.from_run > row.run)-[:BEFORE]->())*
      (v WHERE v.from_run = row.run)-[:BEFORE]->(b)
WHERE coalesce(v.since, []) <> coalesce(b.since, []) OR coalesce(v.lapses, []) <> coalesce(b.lapses, [])
RETURN m.id AS member_id, row.run AS run, v.since AS since, v.lapses AS lapses, b.since AS since_before, b.lapses AS lapses_before

// name: facts
// Members that runs moved below another sponsor, and those whose opening standing they first counted.
// mode: read · grain: one row per run and member
// $runs: numbers of runs
// returns: run, member_id, moved: whether it is below another sponsor; above: who was or is above it
CALL () {
  MATCH (m:Member)-[l:SPONSORED_BY]->() WHERE l.from_run IN $runs AND m.from_run < l.from_run
  RETURN l.from_run AS run, m, true AS moved
  UNION
  MATCH (m:Member)-[l:SPONSORED_BY]->() WHERE l.to_run IN $runs
  RETURN l.to_run AS run, m, true AS moved
  UNION
  MATCH (m:Member)<-[:OF]-(f:Opening) WHERE f.from_run IN $runs AND m.from_run < f.from_run
  RETURN f.from_run AS run, m, false AS moved
}
WITH run, m, max(moved) AS moved
RETURN run, m.id AS member_id, moved, COLLECT {
  UNWIND [run, run - 1] AS number
  MATCH (m) (()-[l:SPONSORED_BY WHERE l.from_run <= number AND l.to_run > number]->())+ (above:Member)
  RETURN DISTINCT above.id } AS above
ORDER BY run, member_id

// name: moved
// Of orders: which of some members that a run moved is the buyer (of a customer the owner of its community), or the nearest above.
// mode: read · grain: one row per order with such a member
// $rows: each {order: its id, run: number of a run, moved: member ids}
UNWIND $rows AS row
CALL (row) {
  MATCH (o:Order {id: row.order}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: row.order}) RETURN o
}
CALL (o) {
  MATCH (o)<-[:PLACED]-(start:Member) RETURN start
  UNION
  MATCH (o)<-[:PLACED]-(:Customer)-[:BUYS_IN]->(:Community)<-[:OWNS]-(start:Member) RETURN start
}
CALL (row, start) {
  MATCH way = (start) (()-[l:SPONSORED_BY WHERE l.from_run <= row.run AND l.to_run > row.run]->())* (above:Member WHERE above.id IN row.moved)
  RETURN above.id AS moved ORDER BY length(way) LIMIT 1
}
RETURN row.order AS order_id, row.run AS run, moved

// name: placed
// Orders of the payees and the buyer of an order that lie before it and that a run counted otherwise, or first.
// mode: read · grain: one row per order with any: the last of them
// $rows: each {order: an order's id, at: microseconds, run: number of a run, members: member ids}
UNWIND $rows AS row
CALL (row) {
  UNWIND row.members AS id
  MATCH (m:Member {id: id})-[:PLACED]->(x:Order|Withdrawn)
  WHERE x.id <> row.order AND x.at <= row.at AND (x.from_run = row.run OR x.to_run = row.run
    OR EXISTS { MATCH (f)-[:REFUNDS]->(x) WHERE f.from_run = row.run OR f.to_run = row.run })
  RETURN x.id AS changed, m.id AS member_id ORDER BY x.at DESC, changed LIMIT 1
}
RETURN row.order AS order_id, row.run AS run, changed, member_id

// name: pools
// What a run found otherwise about days of pools: what they were fed, and who shared.
// mode: read · grain: one row per pool, day and run
// $rows: each {pool: its name, day: a day, start, end: the day as points on the clock, run: number of a run}
// returns: fed, holders: whether they differ; changed: ids of some orders of the day that the run counted otherwise, or first
UNWIND $rows AS row
OPTIONAL MATCH (p:Pool {name: row.pool, day: row.day})
OPTIONAL MATCH (p)-[:SHARED]->(now {from_run: row.run})
OPTIONAL MATCH (p)-[:SHARED]->(was {to_run: row.run})
RETURN row.pool AS pool, row.day AS day, row.run AS run, coalesce(now.fed, 0) <> coalesce(was.fed, 0) AS fed, coalesce(now.holders, 0) <> coalesce(was.holders, 0) AS holders,
       COLLECT { MATCH (o:PackageOrder) WHERE row.start <= o.clk < row.end AND (o.from_run = row.run OR o.to_run = row.run
                   OR EXISTS { MATCH (f)-[:REFUNDS]->(o) WHERE f.from_run = row.run OR f.to_run = row.run })
                 RETURN o.id ORDER BY o.clk LIMIT 10 } AS changed

// name: changed
// Orders of some stretches of time that runs counted otherwise, or first, and whose volume they are.
// mode: read · grain: one row per order, run and stretch
// $rows: each {run: number of a run, start, end: microseconds}
// $limit: how many orders of each stretch
WITH [row IN $rows | row.run] AS runs
CALL (runs) {
  MATCH (o:Order) WHERE o.from_run IN runs OR o.to_run IN runs RETURN o
  UNION
  MATCH (o:Withdrawn) WHERE o.to_run IN runs RETURN o
  UNION
  MATCH (f)-[:REFUNDS]->(o:Order|Withdrawn) WHERE f.from_run IN runs OR f.to_run IN runs RETURN o
}
WITH collect(o) AS found
UNWIND $rows AS row
CALL (row, found) {
  UNWIND found AS o
  WITH row, o WHERE row.start <= o.at < row.end AND (o.from_run = row.run OR o.to_run = row.run
    OR EXISTS { MATCH (f)-[:REFUNDS]->(o) WHERE f.from_run = row.run OR f.to_run = row.run })
  RETURN o ORDER BY o.at, o.id LIMIT $limit
}
RETURN row.run AS run, row.start AS start, o.id AS order_id,
       COLLECT {
         MATCH (o)<-[:PLACED]-(b)
         OPTIONAL MATCH (b:Customer)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member)
         MATCH (s:Member WHERE s.id = coalesce(owner.id, b.id)) (()-[l:SPONSORED_BY WHERE l.from_run <= row.run AND l.to_run > row.run]->())* (above:Member)
         RETURN DISTINCT above.id } AS above

// name: groups
// Orders of buying groups that a run counted otherwise, or first.
// mode: read · grain: one row per group and run with any: the first of them
// $rows: each {group: its id, run: number of a run}
UNWIND $rows AS row
CALL (row) {
  MATCH (:Group {id: row.group})<-[:IN_GROUP]-(o:Order|Withdrawn)
  WHERE o.from_run = row.run OR o.to_run = row.run OR EXISTS { MATCH (f)-[:REFUNDS]->(o) WHERE f.from_run = row.run OR f.to_run = row.run }
  RETURN o.id AS changed ORDER BY o.at, changed LIMIT 1
}
RETURN row.group AS group_id, row.run AS run, changed
