// Keeps what orders that are about to come back were (`Replaced`), for the runs that counted them: the node that the ledger's
// entries point to is counted from the next run on, the other one stands for it in the runs before. Not where they come back
// just as they were before any run was published without them: they need not be told apart from what they were.
// mode: write
// $rows: maps with id, buyer_id, and properties: a map · $next_run: published run + 1
UNWIND $rows AS row
MATCH (o:Withdrawn {id: row.id})<-[:PLACED]-(buyer)
WHERE o.from_run < $next_run
  AND (o.to_run < $next_run OR o.at <> row.properties.at OR o.amount <> row.properties.amount OR buyer.id <> row.buyer_id
       OR coalesce(o.revised, -1) <> coalesce(row.properties.revised, -1))
CREATE (buyer)-[:PLACED]->(was:Replaced)
SET was = properties(o)
SET o += {from_run: $next_run, net: null, refunded: null}
WITH o, was
CALL (o, was) { MATCH (o)-[:IN_GROUP]->(g) CREATE (was)-[:IN_GROUP]->(g) }
CALL (o, was) { MATCH (o)-[c:CONTAINED]->(p) CREATE (was)-[d:CONTAINED]->(p) SET d = properties(c) DELETE c }
CALL (o, was) { MATCH (o)<-[r:REFUNDS]-(f) CREATE (was)<-[:REFUNDS]-(f) DELETE r }
CALL (o, was) { MATCH (o)-[w:WAS]->(older) CREATE (was)-[:WAS]->(older) DELETE w }
CREATE (o)-[:WAS]->(was)
