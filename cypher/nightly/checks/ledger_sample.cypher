// Package orders to calculate anew: the newest, and as many spread evenly over all of them; with what stands of each.
// mode: read · grain: one row per order
// $most: how many of the newest, and how many of all
// returns: order_id, buyer_id, clk, day, net (minor units), lines: [product_id, quantity, amount in minor units], posted: [kind, source, payee ('': the company), amount in minor units]
CALL () {
  MATCH (o:PackageOrder) WHERE o.clk > '' RETURN o ORDER BY o.clk DESC LIMIT $most
  UNION
  MATCH (o:PackageOrder) WHERE o.clk > ''
  WITH o ORDER BY o.clk
  WITH collect(o) AS every
  WITH every, size(every) AS number, CASE WHEN size(every) < $most THEN size(every) ELSE $most END AS some
  UNWIND range(0, some - 1) AS place
  RETURN every[place * number / some] AS o
}
MATCH (buyer:Member)-[:PLACED]->(o)
RETURN o.id AS order_id, buyer.id AS buyer_id, o.clk AS clk, o.day AS day, coalesce(o.net, o.amount) AS net,
       COLLECT { MATCH (o)-[c:CONTAINS]->(p:Product) RETURN [p.id, c.quantity, c.amount] } AS lines,
       COLLECT { MATCH (p)-[e:EARNED]->(o)
                 RETURN [e.kind, coalesce(e.source, ''), CASE WHEN p:Company THEN '' ELSE p.id END, e.amount] } AS posted
