// Communities by their buyers: members and customers of the community with an order in the window, and how many of them had
// placed their first order on an earlier day than the last of these. In a team: communities that its members own, with their
// customers and those of their members who are in the team.
// mode: read · grain: one row per community with a buyer, those with most buyers first
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $zone: the plan's time zone · $limit: how many at most
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (:Member)-[:OWNS]->(c:Community)<-[:BUYS_IN]-(p) RETURN c, p, true AS owned
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  CALL (m) {
    MATCH (m)-[:OWNS]->(c:Community)<-[:BUYS_IN]-(p:Customer) RETURN c, p, true AS owned
    UNION ALL
    MATCH (m)-[:OWNS]->(c:Community) RETURN c, null AS p, true AS owned
    UNION ALL
    MATCH (m)-[:BUYS_IN]->(c:Community) RETURN c, m AS p, false AS owned
  }
  RETURN c, p, owned
}
WITH c, collect(p) AS people, max(owned) AS owned WHERE owned
MATCH (owner:Member)-[:OWNS]->(c)
UNWIND people AS p
WITH c, owner, p WHERE p.from_run <= $run AND ($channel = '' OR p.channel = $channel)
WITH c, owner,
  {parts/ordered}
  AS bought
WITH c, owner, bought[0] AS first, [at IN bought WHERE $start <= at < $end][-1] AS last
WITH c, owner, first, last WHERE last IS NOT NULL
WITH c, owner, count(*) AS buyers,
     sum(CASE WHEN date(datetime({epochMillis: first / 1000, timezone: $zone}))
                 < date(datetime({epochMillis: last / 1000, timezone: $zone})) THEN 1 ELSE 0 END) AS repeat_buyers
RETURN c.id AS community_id, coalesce(c.name, '') AS name, owner.id AS owner_id, buyers, repeat_buyers
ORDER BY buyers DESC, community_id LIMIT $limit
