// Differential (rule R6): the sponsors above the buyer share the rate of the highest rank; each gets the rise of the rate
// over what was paid below. Per paid rank, the nearest dealer above who held it before the order gets its rise; the walk
// goes along the links among dealers.
// mode: batched · grain: one entry per order and payee · after: dealers/link
// $run: the number of this run · $from: first point on the clock · $until: the point at which the next plan begins · $rates: the paid ranks, lowest first: {rank, since, rises}, rises in minor units per package of the plan
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o) {
  CALL (o) {
    MATCH (buyer:Member)-[:PLACED]->(o)
    MATCH (d:Dealer {id: buyer.near})
    UNWIND $rates AS rate
    WITH d, rate, reduce(a = 0, i IN range(0, size(o.bought) - 1) | a + rate.rises[i] * o.bought[i]) AS amount WHERE amount > 0
    MATCH (d) ((u WHERE coalesce(u[rate.since] >= o.clk, true))-[:UP {rank: rate.rank}]->())* (a WHERE a[rate.since] < o.clk)
    RETURN a AS payee, amount, null AS key
    UNION ALL
    MATCH (payee:Member)-[e:EARNED]->(o) WHERE e.kind = 'differential'
    RETURN payee, -e.amount AS amount, e.key AS key
  }
  WITH payee, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  CREATE (payee)-[:EARNED {kind: 'differential', amount: amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' differential ' + size(o.id) + ' ' + o.id + ' ' + payee.id}]->(o)
} IN TRANSACTIONS OF 5000 ROWS
