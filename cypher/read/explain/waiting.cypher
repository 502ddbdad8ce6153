// Why an order waits in the quarantine, if it does.
// mode: read
// $order: order id
MATCH (q:Quarantined {table: 'orders'}) WHERE q.key = $order
RETURN q.reasons AS reasons LIMIT 1
