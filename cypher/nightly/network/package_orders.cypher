// Package orders: a member's order that contains packages of the plan, with its point on the clock, its day, and how many it has
// bought of each package (`bought`, in the plan's order). An order that does not stand has bought none. Where the plan says so,
// as many as the net amount covers at the price paid for one (part_refund: packages), and those of lines of 0.00 too (gifts:
// packages); docs/readings.md.
// mode: batched
// $from_at: microseconds: orders before it are as the published run found them · $products: product ids in the plan's order · $covered: whether a partial refund takes packages away · $gifts: whether a line of 0.00 counts · $as_of: microseconds · $zone: the plan's time zone · $shift: see graph.clock
MATCH (p:Product) WHERE p.id IN $products
MATCH (p)<-[:CONTAINS]-(o:Order)<-[:PLACED]-(:Member) WHERE $from_at <= o.at <= $as_of
WITH DISTINCT o
CALL (o) {
  MATCH (o)-[c:CONTAINS]->(p)
  WITH collect([p.id, c.quantity, c.amount]) AS lines, coalesce(o.net, o.amount) AS net
  WITH net, [id IN $products | reduce(t = [0, 0], l IN lines |
         CASE WHEN l[0] = id AND ($gifts OR l[2] > 0) THEN [t[0] + l[1], t[1] + l[2]] ELSE t END)] AS sums
  WITH [t IN sums | CASE
         WHEN net <= 0 THEN 0
         WHEN $covered AND net < o.amount AND t[1] > 0 AND net * t[0] / t[1] < t[0] THEN net * t[0] / t[1]
         ELSE t[0] END] AS bought
  WITH bought, toString(o.at + $shift) + ' ' + o.id AS clk
  WHERE o.clk IS NULL OR o.bought <> bought OR o.clk <> clk
  SET o:PackageOrder,
      o += {clk: clk, bought: bought,
            day: toString(date(datetime({epochMillis: (o.at + $shift) / 1000 - $shift / 1000, timezone: $zone})))}
} IN CONCURRENT TRANSACTIONS OF 5000 ROWS
