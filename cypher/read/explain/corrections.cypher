// The last sponsor correction of a member that a run counted.
// mode: read
// $member: member id
// $run: number of the run
MATCH (c)-[:MOVES]->(:Member {id: $member})
WHERE c.from_run <= $run AND coalesce(c.to_run, $run + 1) > $run
RETURN c.at AS at, c.reason AS reason ORDER BY c.at DESC LIMIT 1
