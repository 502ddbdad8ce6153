// Keeps what refunds that are about to come back were (`ReplacedRefund`), for the runs that counted them: as load/withdrawals/replace_orders.
// mode: write
// $rows: maps with id, order_id, and properties: a map · $next_run: published run + 1
UNWIND $rows AS row
MATCH (f:WithdrawnRefund {id: row.id})-[:REFUNDS]->(o)
WHERE f.from_run < $next_run
  AND (f.to_run < $next_run OR f.at <> row.properties.at OR f.amount <> row.properties.amount OR NOT o:Order OR o.id <> row.order_id)
CREATE (was:ReplacedRefund)-[:REFUNDS]->(o)
SET was = properties(f)
SET f.from_run = $next_run
