// Breakage (rule R9): what the plan sets aside per package for a kind, less what members earned of it, is the company's.
// mode: batched · grain: one entry per order and kind · after: every other reward of the kind
// $run: the number of this run · $from: first point on the clock · $until: the point at which the next plan begins · $kind: the kind · $matched: for the peer match, per matched kind its amounts per package; else one list, the kind's own amounts · $over: numerator of the share of them that is set aside · $under: its denominator
MATCH (company:Company)
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o, company) {
  MATCH (o)
  WITH reduce(a = 0, amounts IN $matched |
         a + reduce(b = 0, i IN range(0, size(o.bought) - 1) | b + amounts[i] * o.bought[i]) * $over / $under) AS planned
  OPTIONAL MATCH (payee)-[e:EARNED]->(o) WHERE e.kind = $kind
  WITH planned, sum(e.amount) AS posted, min(CASE WHEN payee:Company THEN e.key END) AS first
  WITH planned - posted AS amount, first WHERE amount <> 0
  CREATE (company)-[:EARNED {kind: $kind, amount: amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' ' + $kind + ' ' + size(o.id) + ' ' + o.id + ' '}]->(o)
} IN TRANSACTIONS OF 20000 ROWS
