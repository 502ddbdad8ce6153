// Buyers and sellers of the last 30 days: distinct buyers without rank (visitors and customers), and members with a sale to
// somebody else (an order of a direct recruit, or of a customer of their community). In a team: its buyers and its sellers.
// mode: read · grain: one row
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $recent: the first microsecond that counts as recent: 30 days before the end, or the start if that is later
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (p:Member|Customer) WHERE p.from_run <= $run RETURN p, null AS above
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())*
        (m:Member) (()-[:OWNS]->(:Community)<-[:BUYS_IN]-(c:Customer WHERE c.from_run <= $run)){0,1} (p)
  RETURN p, CASE WHEN size(c) > 0 THEN m ELSE endNode(up[-1]) END AS above
}
WITH p, above WHERE $channel = '' OR p.channel = $channel
WITH p, above,
  {parts/ordered}
  AS bought
WITH p, above WHERE any(at IN bought WHERE $recent <= at < $end)
OPTIONAL MATCH (p)-[:CURRENT]->(now)
WITH p, above, CASE WHEN now.from_run <= $run THEN now.rank ELSE COLLECT {
  MATCH (now) (()-[:BEFORE]->())* (v WHERE v.from_run <= $run AND v.to_run > $run) RETURN v.rank LIMIT 1 }[0] END AS rank
OPTIONAL MATCH (p)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(sponsor:Member) WHERE $team = ''
OPTIONAL MATCH (p:Customer)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member WHERE owner.from_run <= $run) WHERE $team = ''
RETURN count(DISTINCT CASE WHEN coalesce(rank, 0) = 0 THEN p END) AS buyers,
       count(DISTINCT coalesce(above, sponsor, owner)) AS sellers
