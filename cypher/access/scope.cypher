// Whether a member is a team's root or below it, in the tree of a run: one walk up from the member.
// mode: read
// $member: member id asked for · $root: member id of the team's root · $run: number of the run
// returns: a row with `inside`, if the run has that member
MATCH (m:Member {id: $member})
WHERE m.from_run <= $run
// `top` has no label on purpose: with one, the walk could begin at the root and go through its whole team.
RETURN m.id = $root OR EXISTS {
  MATCH (m) (()-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]->())+ (top)
  WHERE top.id = $root
} AS inside
