// name: member
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

// name: order
// Whether an order counts in a run and is of a member, or of a team: its buyer is, or whose community its customer buys in.
// mode: read
// $order: order id
// $root: member id of the account: the member, or the root of the team
// $team: whether everybody below the root is meant, too
// $run: number of the run
// returns: a row with `inside`, also where there is no such order: the walk up is made in any case, so that time tells nobody
MATCH (root:Member {id: $root})
CALL () {
  OPTIONAL CALL () {
    {parts/order_seen}
    WITH first, CASE WHEN buyer:Member THEN buyer.id ELSE owner_id END AS whose
    WHERE first <= $run
    RETURN whose
  }
  RETURN whose
}
OPTIONAL MATCH (m:Member {id: whose})
WITH m, coalesce(m, root) AS begin
RETURN m IS NOT NULL AND (m.id = $root OR $team AND EXISTS {
  MATCH (begin) (()-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]->())+ (top)
  WHERE top.id = $root
}) AS inside
