// Keeps what refunds that are about to come back were (`ReplacedRefund`), for the runs that counted them: as load/withdrawals/replace_orders.
// One of an order that counted at another time before (R12) is a refund of what that was, too.
// mode: write
// $rows: maps with id, order_id, and properties: a map · $next_run: published run + 1
UNWIND $rows AS row
MATCH (f:WithdrawnRefund {id: row.id})-[:REFUNDS]->(o)
WITH f, row, collect(o) AS orders
WHERE f.from_run < $next_run
  AND (f.to_run < $next_run OR f.at <> row.properties.at OR f.amount <> row.properties.amount
       OR any(o IN orders WHERE NOT o:Order OR o.id <> row.order_id))
CREATE (was:ReplacedRefund)
SET was = properties(f)
FOREACH (o IN orders | CREATE (was)-[:REFUNDS]->(o))
SET f.from_run = $next_run
