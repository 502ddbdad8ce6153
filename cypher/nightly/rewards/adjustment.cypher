// Adjustments: what people of the company decided about the pay of members who have joined, each on its day, from that day on; less
// what stands of it. Whatever calculates the rest, this statement posts them, as nothing is calculated of them.
// mode: batched · grain: one entry per adjustment
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $as_of: microseconds · $today: the day of the plan's zone in which as_of lies
MATCH (a:Adjustment)-[:ADJUSTS]->(m:Member)
CALL (a, m) {
  OPTIONAL MATCH (m)-[e:EARNED]->(a)
  WITH a, m, CASE WHEN a.day <= $today AND m.joined <= $as_of THEN a.amount ELSE 0 END - coalesce(sum(e.amount), 0) AS amount, min(e.key) AS first
  WHERE amount <> 0
  SET a:Total
  CREATE (m)-[:EARNED {kind: 'adjustment', amount: amount, day: a.day, run: $run, corrects: first,
    key: $stamp + ' adjustment ' + size(a.id) + ' ' + a.id + ' ' + m.id}]->(a)
} IN TRANSACTIONS OF 5000 ROWS
