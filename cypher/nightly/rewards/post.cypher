// Posts the rewards of each order (rules R3 to R6, R9, R10): what is due, less what stands of it. Each kind says in a file of its own
// what is due; an order that does not stand is due nothing, nor is one on another day than its own. An entry that corrects
// names the first one of its grain.
// mode: batched · grain: one entry per order, kind, payee, source and day
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $from: first point on the clock · $until: the point at which the next plan begins
MATCH (company:Company)
MATCH (o:PackageOrder) WHERE $from <= o.clk < $until
CALL (o, company) {
  OPTIONAL MATCH (o)<-[:PLACED]-(buyer:Member)
  WITH o, company, buyer, o.clk AS clk, o.bought + coalesce(o.bases, []) AS measures
  CALL (o, buyer, clk, measures) {
    CALL (o, buyer, clk, measures) {
      {nightly/rewards/direct}
      UNION ALL
      {nightly/rewards/override}
    }
    RETURN collect([payee, kind, source, amount]) AS flat
  }
  CALL (flat, o, buyer, clk, measures) {
    CALL (flat, o, buyer, clk, measures) {
      UNWIND flat AS d RETURN d[0] AS payee, d[1] AS kind, d[2] AS source, d[3] AS amount
      UNION ALL
      {nightly/rewards/peer}
      UNION ALL
      {nightly/rewards/differential}
      UNION ALL
      {nightly/rewards/level}
    }
    RETURN collect([payee, kind, source, amount]) AS earned
  }
  CALL (o, company, measures, earned) {
    UNWIND earned AS d RETURN d[0] AS payee, d[1] AS kind, d[2] AS source, o.day AS day, d[3] AS amount, null AS key
    UNION ALL
    CALL (company, measures, earned) {
      {nightly/rewards/breakage}
    }
    RETURN payee, kind, source, o.day AS day, amount, null AS key
    UNION ALL
    MATCH (payee)-[e:EARNED]->(o)
    RETURN payee, e.kind AS kind, coalesce(e.source, '') AS source, e.day AS day, -e.amount AS amount, e.key AS key
  }
  WITH o, payee, kind, source, day, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  WITH o, payee, kind, day, amount, first, CASE WHEN source <> '' THEN source END AS source
  CREATE (payee)-[:EARNED {kind: kind, source: source, amount: amount, day: day, run: $run, corrects: first, key:
    {parts/entry_key}
  }]->(o)
} IN TRANSACTIONS OF 5000 ROWS
