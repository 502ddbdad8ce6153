// Breakage (rule R9): what the plan sets aside per package for each kind, less what members earned of it, is the company's.
// mode: batched · grain: one entry per order and kind · after: every other reward of an order
// $run: the number of this run · $from: first point on the clock · $until: the point at which the next plan begins · $kinds: per kind {kind, matched, over, under}: a list of the plan's amounts per package for each matched kind (else the kind's own alone), and the share of them that is set aside
MATCH (company:Company)
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o, company) {
  WITH COLLECT { MATCH (p)-[e:EARNED]->(o) RETURN [e.kind, e.amount, CASE WHEN p:Company THEN e.key END] } AS entries
  UNWIND $kinds AS k
  WITH k.kind AS kind, [e IN entries WHERE e[0] = k.kind] AS entries,
       reduce(a = 0, amounts IN k.matched |
         a + reduce(b = 0, i IN range(0, size(o.bought) - 1) | b + amounts[i] * o.bought[i]) * k.over / k.under) AS planned
  WITH kind, entries, reduce(a = planned, e IN entries | a - e[1]) AS amount WHERE amount <> 0
  WITH kind, amount, reduce(first = null, e IN entries | CASE WHEN e[2] IS NULL OR first < e[2] THEN first ELSE e[2] END) AS first
  CREATE (company)-[:EARNED {kind: kind, amount: amount, day: o.day, run: $run, corrects: first,
    key: right('00000' + toString($run), 6) + ' ' + kind + ' ' + size(o.id) + ' ' + o.id + ' '}]->(o)
} IN TRANSACTIONS OF 5000 ROWS
