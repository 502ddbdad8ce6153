// Direct referral (rule R3): to the buyer's sponsor, if of the rank before the order.
// What is due less what stands is posted. An order that does not stand is due nothing.
// mode: batched · grain: one entry per order and payee · after: network/correct, ranks/reach
// $run: the number of this run · $open: to_run of an open version · $from: first point on the clock · $until: the point at which the next plan begins · $rewards: per paying package {package, amount, since}, amount in minor units per package
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o) {
  CALL (o) {
    MATCH (o)<-[:PLACED]-(:Member)-[:SPONSORED_BY {to_run: $open}]->(sponsor:Member)
    UNWIND $rewards AS reward
    WITH sponsor, reward.amount * o.bought[reward.package] AS amount, reward
    WHERE amount > 0 AND (reward.since IS NULL OR sponsor[reward.since] < o.clk)
    RETURN sponsor AS payee, amount, null AS key
    UNION ALL
    MATCH (payee:Member)-[e:EARNED]->(o) WHERE e.kind = 'direct'
    RETURN payee, -e.amount AS amount, e.key AS key
  }
  WITH payee, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  CREATE (payee)-[:EARNED {kind: 'direct', amount: amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' direct ' + size(o.id) + ' ' + o.id + ' ' + payee.id}]->(o)
} IN TRANSACTIONS OF 5000 ROWS
