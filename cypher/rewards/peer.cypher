// Peer match (rule R5): a share of each direct and override entry, to the mentor (the earner's team owner), if both have
// their rank before the order. One generation, no cascade.
// mode: batched · grain: one entry per order, payee and matched kind (source) · after: rewards/direct, rewards/override
// $run: the number of this run · $open: to_run of an open version · $from: first point on the clock · $until: the point at which the next plan begins · $buys: property of the rank of a first package · $of: the kinds it matches · $earner: property of the earner's rank, null for rank 0 · $payee: property of the mentor's rank, null for rank 0 · $over: numerator of the share · $under: its denominator
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o) {
  CALL (o) {
    MATCH (earner:Member)-[e:EARNED]->(o) WHERE e.kind IN $of AND ($earner IS NULL OR earner[$earner] < o.clk)
    WITH earner, e.kind AS source, sum(e.amount) * $over / $under AS amount WHERE amount > 0
    MATCH (earner)-[:IN_TEAM_OF {to_run: $open}]->(mentor:Member)
    WHERE earner[$buys] <= o.clk AND ($payee IS NULL OR mentor[$payee] < o.clk)
    RETURN mentor AS payee, source, amount, null AS key
    UNION ALL
    MATCH (payee:Member)-[e:EARNED]->(o) WHERE e.kind = 'peer'
    RETURN payee, e.source AS source, -e.amount AS amount, e.key AS key
  }
  WITH payee, source, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  CREATE (payee)-[:EARNED {kind: 'peer', source: source, amount: amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' peer ' + source + ' ' + size(o.id) + ' ' + o.id + ' ' + payee.id}]->(o)
} IN TRANSACTIONS OF 5000 ROWS
