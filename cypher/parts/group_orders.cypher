// The orders of a buying group as of a run (R12), those that wait for its success too, each once.
// mode: part · shape: clause · grain: one row per order, none for a group without any
// takes: g · returns: placed: the order; who: its buyer; paid: when it was paid; net: what stands of its amount; counts: whether it counts in the run
// $run: number of the run
CALL (g) {
  MATCH (g)<-[:IN_GROUP]-(any)<-[:PLACED]-(person)
  WITH any, person, any.from_run <= $run AND (any:Order OR any.to_run > $run) AS counted
  WHERE counted OR any:Order AND any.waits_from <= $run
  WITH any, person, counted ORDER BY counted DESC
  WITH any.id AS id, collect({placed: any, who: person, counts: counted})[0] AS seen
  WITH seen.placed AS placed, seen.who AS who, seen.counts AS counts
  RETURN placed, who, counts, coalesce(placed.paid, placed.at) AS paid,
         CASE WHEN placed.refunded IS NULL THEN placed.amount ELSE reduce(left = placed.amount, back IN COLLECT {
           MATCH (refund)-[:REFUNDS]->(placed)
           WHERE refund.from_run <= $run AND coalesce(refund.to_run, $run + 1) > $run RETURN refund.amount } | left - back) END AS net
}
