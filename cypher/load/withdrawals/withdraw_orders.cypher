// Takes loaded orders whose lines no longer add up out of sight. The node stays, as ledger entries point to it; lines that
// a run may have counted become CONTAINED.
// mode: write
// $ids: list of texts · $next_run: published run + 1
UNWIND $ids AS id
MATCH (o:Order {id: id})
CALL (o) {
  MATCH (o)-[c:CONTAINS]->(p)
  FOREACH (_ IN CASE WHEN o.from_run < $next_run AND coalesce(c.from_run, 0) < $next_run THEN [1] ELSE [] END |
    CREATE (o)-[was:CONTAINED]->(p)
    SET was = properties(c), was.to_run = $next_run)
  DELETE c
}
SET o:Withdrawn, o.to_run = $next_run
REMOVE o:Order
