// Orders on the clock to calculate anew: the newest, and as many spread evenly over all of them; with what stands of each.
// mode: read · grain: one row per order
// $as_of: microseconds · $most: how many of the newest, and how many of all
// returns: order_id, buyer_id, owner_id (of a customer's community, '' for none), by_member, at (microseconds), clk, day, net (minor units), lines: {product_id, category, quantity, amount in minor units}, first: whether no order of the buyer stands before it, posted: [kind, source, payee ('': the company), amount in minor units]
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
MATCH (buyer)-[:PLACED]->(o)
OPTIONAL MATCH (buyer:Customer)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member) WHERE owner.joined <= $as_of
RETURN o.id AS order_id, buyer.id AS buyer_id, coalesce(owner.id, '') AS owner_id, buyer:Member AS by_member,
       o.at AS at, o.clk AS clk, o.day AS day, CASE WHEN o:Order THEN coalesce(o.net, o.amount) ELSE 0 END AS net,
       COLLECT { MATCH (o)-[c:CONTAINS]->(p:Product)
                 RETURN {product_id: p.id, category: coalesce(p.category, ''), quantity: c.quantity, amount: c.amount} } AS lines,
       NOT EXISTS { MATCH (buyer)-[:PLACED]->(e:Order)
                    WHERE (e.at < o.at OR e.at = o.at AND e.id < o.id) AND coalesce(e.net, e.amount) > 0 } AS first,
       COLLECT { MATCH (p)-[e:EARNED]->(o)
                 RETURN [e.kind, coalesce(e.source, ''), CASE WHEN p:Company THEN '' ELSE p.id END, e.amount] } AS posted
