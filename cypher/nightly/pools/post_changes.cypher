// Posts the pool shares that the SQL engine calculated (R7): what each holder is due of each pool and day, less what stands, as
// nightly/rewards/pool does.
// mode: write · grain: one entry per pool day and payee · after: nightly/pools/change_shares
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $rows: each {pool, day, payee_id, amount}
UNWIND $rows AS row
MATCH (p:Pool {name: row.pool, day: row.day})
MATCH (payee:Member {id: row.payee_id})
OPTIONAL MATCH (payee)-[e:EARNED]->(p)
WITH p, payee, row.amount AS amount, min(e.key) AS first
CREATE (payee)-[:EARNED {kind: 'pool', amount: amount, day: p.day, run: $run, corrects: first,
  key: $stamp + ' pool ' + p.name + ' ' + p.day + ' ' + payee.id}]->(p)
