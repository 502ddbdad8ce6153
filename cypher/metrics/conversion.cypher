// Conversion by channel of the first touch: visitors whose first touch lies in the window and is at least 7 days old, and
// how many of them placed their first order within 7 days after it. Who a visitor became is the last that is known. In a
// team: visitors whose first touch was an invitation by one of its members.
// mode: read · grain: one row per channel
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the first touch, empty for all
// $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (t:Touch) WHERE t.at <= $as_of AND t.from_run <= $run
  OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
  WITH t.visitor_id AS visitor, min([t.at, t.id, t.channel]) AS first,
       max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END) AS known
  WHERE $start <= first[0] < $end AND first[0] + 7 * 86400000000 <= $as_of
  RETURN first, known
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  MATCH (m)<-[:INVITED_BY]-(i:Touch)
  WHERE $start <= i.at < $end AND i.at + 7 * 86400000000 <= $as_of AND i.from_run <= $run
  WITH i.visitor_id AS visitor, min([i.at, i.id, i.channel]) AS first
  CALL (visitor, first) {
    MATCH (t:Touch {visitor_id: visitor}) WHERE t.at <= $as_of AND t.from_run <= $run
    OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
    RETURN max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END) AS known,
           max(t.at < first[0] OR (t.at = first[0] AND t.id < first[1])) AS before
  }
  WITH first, known WHERE NOT before
  RETURN first, known
}
WITH first[0] AS at, first[2] AS channel, known[2] AS person WHERE $channel = '' OR first[2] = $channel
WITH at, channel, person,
     CASE WHEN person.ordered_from <= $run THEN person.ordered ELSE COLLECT {
  MATCH (person)-[:PLACED]->(o)
  WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND o.at <= $as_of
    AND CASE WHEN o.refunded IS NULL THEN true ELSE o.amount > reduce(back = 0, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | back + a) END
  RETURN o.at ORDER BY o.at } END AS bought
WITH *, bought[0] AS bought
RETURN channel, count(*) AS visitors, sum(CASE WHEN at <= bought <= at + 7 * 86400000000 THEN 1 ELSE 0 END) AS converted
ORDER BY channel
