// The orders of a buying group as of a run (R12), those that wait for its success too, each once.
// mode: part · shape: clause · grain: one row per order, none for a group without any
// takes: g · returns: o; buyer; paid: when it was paid; net: what stands of its amount; counts: whether it counts in the run
// $run: number of the run
CALL (g) {
  MATCH (g)<-[:IN_GROUP]-(o)<-[:PLACED]-(buyer)
  WITH o, buyer, o.from_run <= $run AND (o:Order OR o.to_run > $run) AS counts
  WHERE counts OR o:Order AND o.waits_from <= $run
  WITH o, buyer, counts ORDER BY counts DESC
  WITH o.id AS id, collect({o: o, buyer: buyer, counts: counts})[0] AS seen
  WITH seen.o AS o, seen.buyer AS buyer, seen.counts AS counts
  RETURN o, buyer, counts, coalesce(o.paid, o.at) AS paid,
         CASE WHEN o.refunded IS NULL THEN o.amount ELSE reduce(left = o.amount, a IN COLLECT {
           MATCH (f)-[:REFUNDS]->(o) WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | left - a) END AS net
}
