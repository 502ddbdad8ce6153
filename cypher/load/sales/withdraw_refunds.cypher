// Takes refunds that no longer stand out of sight; their order forgets them if it has no others.
// mode: write
// $ids: list of texts · $next_run: published run + 1
UNWIND $ids AS id
MATCH (f:Refund {id: id})-[:REFUNDS]->(o)
SET f:WithdrawnRefund, f.to_run = $next_run
REMOVE f:Refund
WITH DISTINCT o
SET o.refunded = CASE WHEN EXISTS { (o)<-[:REFUNDS]-(:Refund) } THEN true END
