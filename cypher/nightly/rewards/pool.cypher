// Pool shares (rule R7): what each holder is due of each pool and day, less what stands.
// mode: batched · grain: one entry per pool day and payee · after: nightly/pools/share
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $open: to_run of an open version · $first: first day · $pools: per pool name {since, off, above, above_off}; above is the property of the rank above when only exact holders share, and ..off those of the points at which the rank was lost and held again (null: it cannot be) · $ends: per day, the point after its last order
MATCH (p:Pool) WHERE p.day >= $first
CALL (p) {
  CALL (p) {
    MATCH (p)-[:SHARED]->(s:Share {to_run: $open}) WHERE s.share > 0
    WITH s.share AS amount, $pools[p.name] AS pool, $ends[p.day] AS end
    MATCH (m:Dealer) WHERE m[pool.since] < end AND (pool.off IS NULL OR size([p IN coalesce(m[pool.off], []) WHERE p < end]) % 2 = 0) AND (pool.above IS NULL OR coalesce(m[pool.above] >= end, true) OR pool.above_off IS NOT NULL AND size([p IN coalesce(m[pool.above_off], []) WHERE p < end]) % 2 = 1)
    RETURN m AS payee, amount, null AS key
    UNION ALL
    MATCH (payee)-[e:EARNED]->(p)
    RETURN payee, -e.amount AS amount, e.key AS key
  }
  WITH payee, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  CREATE (payee)-[:EARNED {kind: 'pool', amount: amount, day: p.day, run: $run, corrects: first,
    key: $stamp + ' pool ' + p.name + ' ' + p.day + ' ' + payee.id}]->(p)
} IN TRANSACTIONS OF 100 ROWS
