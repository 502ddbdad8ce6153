// The members, of all, of a team or one, whose rank, pay or hold differs between two runs; who was not there in the earlier one
// is compared with nothing.
// mode: part · shape: clause · returns: p; now: the standing in the later run; was: that in the earlier one, or null
// $run: number of the later run; the team is that of its tree · $older: number of the earlier run
// $team: member id of the root of the team, empty for the whole company · $member: a member id, empty for all
CALL () {
  WITH $member AS member WHERE member <> ''
  MATCH (p:Member {id: $member} WHERE p.from_run <= $run) RETURN p
  UNION ALL
  WITH $member AS member WHERE member = ''
  {parts/members}
  RETURN p
}
MATCH (p)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (now WHERE $older < now.from_run <= $run AND now.to_run > $run)
OPTIONAL MATCH (now) (()-[:BEFORE]->())+ (was WHERE was.from_run <= $older AND was.to_run > $older)
WITH p, now, was
WHERE now.rank <> coalesce(was.rank, 0) OR now.earned <> coalesce(was.earned, 0) OR now.held <> coalesce(was.held, 0)
