// Those to whom a member sells: its direct recruits, and the customers of its communities.
// mode: part · shape: clause · takes: m · returns: p
// $run: number of the run
CALL (m) {
  MATCH (m)<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-(p:Member) RETURN p
  UNION ALL
  MATCH (m)-[:OWNS]->(:Community)<-[:BUYS_IN]-(p:Customer) RETURN p
}
WITH * WHERE p.from_run <= $run
