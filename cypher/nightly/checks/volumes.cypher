// Volumes tie out from the orders over the roots to the standings: net amounts of what members and the customers of
// communities bought, the group volumes of the roots, the personal volumes of the standings.
// mode: read
// $as_of: microseconds · $open: to_run of an open version
CALL () {
  MATCH (m:Member)-[:PLACED]->(o:Order) WHERE o.at <= $as_of
  RETURN coalesce(sum(coalesce(o.net, o.amount)), 0) AS members_bought
}
CALL () {
  MATCH (m:Member)-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)-[:PLACED]->(o:Order) WHERE o.at <= $as_of AND m.joined <= $as_of
  RETURN coalesce(sum(coalesce(o.net, o.amount)), 0) AS customers_bought
}
CALL () {
  MATCH (m:Member)-[:CURRENT]->(s:Standing {to_run: $open})
  RETURN coalesce(sum(s.personal), 0) AS personal, count(s) AS standings,
         coalesce(sum(CASE WHEN s.depth = 0 THEN s.personal + s.team ELSE 0 END), 0) AS of_roots
}
RETURN members_bought + customers_bought AS bought, personal, of_roots, standings
