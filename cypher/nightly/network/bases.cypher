// What of an order rewards of its plan are shares of (`bases`, minor units, in the plan's order): the net amount, or the part of
// it on lines of named products or categories, rounded down; 0 for an order that they do not count (R10). An order with such a
// share is on the clock like one with packages. Where that changes (a product's category, the
// first order of its buyer), the ledger is calculated from there on.
// mode: batched · after: nightly/network/package_orders
// $start: first microsecond of the plan · $end: the microsecond after its last · $as_of: microseconds · $bases: each {products, categories, orders, customers}; empty lists: all lines; orders: all, first or repeat · $nothing: a list of zeros, one per package · $zone: the plan's time zone · $shift: see graph.clock
MATCH (l:Ledger {id: 'upline'})
MATCH (o:Order) WHERE $start <= o.at < $end AND o.at <= $as_of
CALL (o, l) {
  MATCH (b)-[:PLACED]->(o)
  WITH o, l, b, coalesce(o.net, o.amount) AS net
  WITH o, l, b, net,
       CASE WHEN any(s IN $bases WHERE s.orders <> 'all')
         THEN NOT EXISTS { MATCH (b)-[:PLACED]->(e:Order) WHERE (e.at < o.at OR e.at = o.at AND e.id < o.id) AND coalesce(e.net, e.amount) > 0 }
         END AS first,
       CASE WHEN any(s IN $bases WHERE size(s.products) + size(s.categories) > 0)
         THEN COLLECT { MATCH (o)-[c:CONTAINS]->(p) RETURN {product: p.id, category: coalesce(p.category, ''), amount: c.amount} }
         ELSE [] END AS lines
  WITH o, l, net, lines, reduce(t = 0, i IN lines | t + i.amount) AS every, [s IN $bases |
         CASE WHEN net <= 0 OR b:Customer AND NOT s.customers THEN {counts: false}
              WHEN s.orders = 'first' AND NOT first OR s.orders = 'repeat' AND first THEN {counts: false}
              WHEN size(s.products) + size(s.categories) = 0 THEN {counts: true, whole: true}
              ELSE {counts: true, whole: false, part: reduce(t = 0, i IN lines |
                CASE WHEN i.product IN s.products OR i.category IN s.categories THEN t + i.amount ELSE t END)} END] AS found
  WITH o, l, [f IN found | CASE
         WHEN NOT f.counts THEN 0
         WHEN f.whole THEN net
         ELSE [part IN [f.part] |
           {parts/portion}
           ][0] END] AS bases
  WITH o, l, bases, toString(o.at + $shift) + ' ' + o.id AS clk
  WHERE CASE WHEN o.clk IS NULL THEN any(base IN bases WHERE base > 0) ELSE coalesce(o.bases, []) <> bases OR o.clk <> clk END
  FOREACH (_ IN CASE WHEN l.dirty > clk THEN [1] ELSE [] END | SET l.dirty = clk)
  SET o:PackageOrder,
      o += {clk: clk, bases: bases, bought: coalesce(o.bought, $nothing),
            day: toString(date(datetime({epochMillis: (o.at + $shift) / 1000 - $shift / 1000, timezone: $zone})))}
} IN TRANSACTIONS OF 5000 ROWS
