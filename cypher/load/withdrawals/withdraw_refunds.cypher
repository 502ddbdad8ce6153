// Takes refunds that no longer stand out of sight; their order forgets them if it has no others and no run counted any.
// mode: write
// $ids: list of texts · $next_run: published run + 1
UNWIND $ids AS id
MATCH (f:Refund {id: id})-[:REFUNDS]->(o)
SET f:WithdrawnRefund, f.to_run = $next_run
REMOVE f:Refund
WITH DISTINCT o
SET o.refunded = CASE WHEN EXISTS { (o)<-[:REFUNDS]-(r) WHERE r:Refund OR r.from_run < $next_run } THEN true END
