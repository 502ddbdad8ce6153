// The walk down a team that metrics of it share: its members, whether they ordered, and the touches by which they invited.
// mode: read
// $team: member id · $run: number of the run
MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
WITH m, m.ordered[0] AS first
RETURN count(m) AS members, count(first) AS buyers, sum(COUNT { (m)<-[:INVITED_BY]-() }) AS visitors
