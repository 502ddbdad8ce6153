// Takes loaded orders whose lines no longer add up out of sight. The node stays, as ledger entries point to it.
// mode: write
// $ids: list of texts · $next_run: published run + 1
UNWIND $ids AS id
MATCH (o:Order {id: id})
OPTIONAL MATCH (o)-[c:CONTAINS]->()
DELETE c
WITH DISTINCT o
SET o:Withdrawn, o.to_run = $next_run
REMOVE o:Order
