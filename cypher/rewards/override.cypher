// Team override (rule R4): to the buyer's team owner, if of the rank before the order. The owner is there from the buyer's
// first package on.
// mode: batched · grain: one entry per order and payee · after: network/teams
// $run: the number of this run · $open: to_run of an open version · $from: first point on the clock · $until: the point at which the next plan begins · $buys: property of the rank of a first package · $rewards: per paying package {package, amount, since}, amount in minor units per package
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o) {
  CALL (o) {
    MATCH (o)<-[:PLACED]-(buyer:Member)-[:IN_TEAM_OF {to_run: $open}]->(owner:Member)
    WHERE buyer[$buys] <= o.clk
    UNWIND $rewards AS reward
    WITH owner, reward.amount * o.bought[reward.package] AS amount, reward
    WHERE amount > 0 AND (reward.since IS NULL OR owner[reward.since] < o.clk)
    RETURN owner AS payee, amount, null AS key
    UNION ALL
    MATCH (payee:Member)-[e:EARNED]->(o) WHERE e.kind = 'override'
    RETURN payee, -e.amount AS amount, e.key AS key
  }
  WITH payee, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  CREATE (payee)-[:EARNED {kind: 'override', amount: amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' override ' + size(o.id) + ' ' + o.id + ' ' + payee.id}]->(o)
} IN TRANSACTIONS OF 5000 ROWS
