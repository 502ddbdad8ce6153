// Members of large teams, each with the members above it, whose teams are larger.
// mode: read · grain: one row per member
// $run: number of the run · $teams: member ids
// returns: member_id, above (member ids, its own included)
UNWIND $teams AS id
MATCH (m:Member {id: id}) (()-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->())* (a:Member)
RETURN id AS member_id, collect(a.id) AS above
