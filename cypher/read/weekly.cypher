// name: joined
// How many members of a team joined in a stretch of time.
// mode: read · grain: one row: members
// $run: number of the run · $team: member id of the root of the team, empty for the whole company
// $start: microseconds · $end: the microsecond after the last one
{parts/members}
WITH p WHERE $start <= p.joined < $end
RETURN count(p) AS members
