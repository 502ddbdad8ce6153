// A simulated plan that does not pay a kind of reward: what stands of it is due to nobody, not even the company.
// mode: batched · grain: one entry per order, payee and source
// $run: the number of the simulated run · $kind: the kind
MATCH (o:PackageOrder)
CALL (o) {
  MATCH (payee)-[e:EARNED]->(o) WHERE e.kind = $kind
  WITH payee, e.source AS source, sum(e.amount) AS amount, min(e.key) AS first WHERE amount <> 0
  CREATE (payee)-[:EARNED {kind: $kind, source: source, amount: -amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' ' + $kind + ' ' + coalesce(source, '') + ' ' + size(o.id) + ' ' + o.id + ' ' +
         coalesce(payee.id, '')}]->(o)
} IN TRANSACTIONS OF 20000 ROWS
