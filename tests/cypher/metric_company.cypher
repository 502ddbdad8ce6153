// A published run of a small company, written directly: facts, sponsor links, standings, entries.
// mode: write
// $run: number of the run · $as_of: microseconds · $open: to_run of an open version · $months: the first month, year * 12 + month - 1
// $plans: JSON · $members: maps, and so on for each table; `run` is the from_run of a fact
CREATE (:Run {number: $run, as_of: $as_of, state: 'published', started: 0, finished: 0, plans: $plans, counts: '{}'}),
       (:Ledger {id: 'upline', published: $run}), (:Company {id: 'company'})
WITH 1 AS one
CALL () {
  UNWIND $members AS row
  CREATE (m:Member {id: row.id, joined: row.joined, channel: row.channel, from_run: row.run})
  CREATE (m)-[:CURRENT]->(:Standing {rank: row.rank, months: $months, from_run: row.run, to_run: $open})
}
CALL () {
  UNWIND $members AS row
  MATCH (m:Member {id: row.id}), (s:Member {id: row.sponsor})
  CREATE (m)-[:SPONSORED_BY {from_run: row.run, to_run: $open}]->(s)
}
CALL () {
  UNWIND $owners AS row
  MATCH (m:Member {id: row.owner})
  CREATE (m)-[:OWNS]->(:Community {id: row.id})
}
CALL () {
  UNWIND $customers AS row
  CREATE (c:Customer {id: row.id, joined: row.joined, channel: row.channel, from_run: row.run})
  WITH c, row
  MATCH (k:Community {id: row.community})
  CREATE (c)-[:BUYS_IN]->(k)
}
CALL () {
  UNWIND $orders AS row
  MATCH (p:Member|Customer {id: row.buyer})
  CREATE (p)-[:PLACED]->(o:Order {id: row.id, at: row.at, amount: row.amount, from_run: row.run})
}
CALL () {
  UNWIND $refunds AS row
  MATCH (o:Order {id: row.order})
  SET o.refunded = true
  CREATE (:Refund {id: row.id, at: row.at, amount: row.amount, from_run: row.run})-[:REFUNDS]->(o)
}
CALL () {
  UNWIND $touches AS row
  CREATE (t:Touch {id: row.id, visitor_id: row.visitor, at: row.at, channel: row.channel, from_run: row.run})
  FOREACH (_ IN CASE WHEN row.inviter = '' THEN [] ELSE [1] END |
    MERGE (i:Member {id: row.inviter}) CREATE (t)-[:INVITED_BY]->(i))
  WITH t, row
  MATCH (p:Member|Customer {id: row.became})
  CREATE (t)-[:BECAME]->(p)
}
CALL () {
  UNWIND $spend AS row
  CREATE (:Spend {id: row.id, day: row.day, channel: row.channel, kind: row.kind, amount: row.amount, from_run: row.run})
}
CALL () {
  UNWIND $entries AS row
  MATCH (p:Member|Company {id: row.payee})
  OPTIONAL MATCH (o:Order {id: row.order})
  FOREACH (_ IN CASE WHEN o IS NULL THEN [] ELSE [1] END |
    CREATE (p)-[:EARNED {kind: row.kind, amount: row.amount, day: row.day, run: row.run}]->(o))
  FOREACH (_ IN CASE WHEN o IS NULL THEN [1] ELSE [] END |
    CREATE (p)-[:EARNED {kind: 'pool', amount: row.amount, day: row.day, run: row.run}]->(:Pool {name: row.order, day: row.day}))
}
RETURN one
