// The channels of a buyer's touches within 7 days before its first order, in their order: a visitor's touches are the buyer's when
// the last that is known of it says so.
// mode: part · shape: expression · takes: p; first: the microsecond of its first order · returns: a list of channels
// $run: number of the run · $as_of: the run's, microseconds
COLLECT {
  MATCH (p)<-[:BECAME]-(k:Touch) WHERE k.from_run <= $run AND k.at <= $as_of
  WITH DISTINCT k.visitor_id AS visitor
  MATCH (t:Touch {visitor_id: visitor}) WHERE t.at <= $as_of AND t.from_run <= $run
  OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
  WITH visitor, max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END)[2] AS known,
       collect(CASE WHEN first - 7 * 86400000000 <= t.at <= first THEN t END) AS found
  WHERE known = p
  UNWIND found AS t
  RETURN t.channel ORDER BY t.at, t.id }
