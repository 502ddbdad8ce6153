// Says whether there is a member of that id in a run.
// mode: read
// $member: member id
// $run: number of the run
// returns: one row if there is
MATCH (m:Member {id: $member})
WHERE m.from_run <= $run
RETURN m.id AS id
