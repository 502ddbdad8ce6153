// When the person registered whom a touch's visitor became, the last that is known. As the night keeps it with the touch of a
// visitor who became somebody without an order, or from all touches of the visitor where the run is an older one.
// mode: part · shape: expression · takes: t · returns: microseconds
// $run: number of the run · $as_of: the run's, microseconds
CASE WHEN t.visitor_from <= $run AND t.visitor_joined IS NOT NULL THEN t.visitor_joined ELSE COLLECT {
  MATCH (k:Touch {visitor_id: t.visitor_id})-[:BECAME]->(p)
  WHERE k.at <= $as_of AND k.from_run <= $run AND p.from_run <= $run
  RETURN p.joined ORDER BY k.at DESC, k.id DESC LIMIT 1 }[0] END
