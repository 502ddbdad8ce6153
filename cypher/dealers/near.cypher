// The nearest dealer above each member (`near`, its id), in one walk down from dealers and roots that stops at dealers.
// mode: batched
// $open: to_run of an open version
MATCH (d:Member) WHERE d:Dealer OR NOT EXISTS { (d)-[:SPONSORED_BY {to_run: $open}]->() }
MATCH (d) (()<-[:SPONSORED_BY {to_run: $open}]-(b WHERE NOT b:Dealer))* ()<-[:SPONSORED_BY {to_run: $open}]-(x:Member)
WITH x, CASE WHEN d:Dealer THEN d.id END AS near WHERE coalesce(x.near, '') <> coalesce(near, '')
CALL (x, near) { SET x.near = near } IN TRANSACTIONS OF 50000 ROWS
