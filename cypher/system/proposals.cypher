// name: add
// Keeps an adjustment that somebody decided, for somebody else to approve it. It is no fact yet, and counts for nothing. One of that
// id stays as it is.
// mode: write
// $id: of the adjustment · $member: member id · $day: the day it belongs to · $amount: text, such as -20.00 · $reason: why · $by: account · $at: microseconds
// returns: one row: new; same: whether one that was there is the same; none where no such member is loaded
MATCH (m:Member {id: $member})
MERGE (p:ProposedAdjustment {id: $id})
ON CREATE SET p.new = true, p += {member_id: m.id, day: $day, amount: $amount, reason: $reason, decided_by: $by, decided: $at}
WITH p, m, coalesce(p.new, false) AS new
REMOVE p.new
RETURN new, p.member_id = m.id AND p.day = $day AND p.amount = $amount AND coalesce(p.reason, $reason) = $reason AS same

// name: approve
// Notes who approves a proposed adjustment, once, and never who decided it. One that was approved before is returned as it is: it may
// not be loaded yet.
// mode: write
// $id: of the adjustment · $by: account · $at: microseconds
// returns: the row of the table; none where there is nothing to approve for this account
MATCH (p:ProposedAdjustment {id: $id})
SET p.touched = $at // whoever comes second waits here, and sees what the first one did
WITH p WHERE p.taken_back IS NULL AND p.reason IS NOT NULL AND (p.approved_by IS NOT NULL OR p.decided_by <> $by)
SET p.approved_by = coalesce(p.approved_by, $by), p.approved = coalesce(p.approved, $at)
RETURN p.id AS adjustment_id, p.member_id AS member_id, p.day AS day, p.amount AS amount, p.reason AS reason,
       p.decided_by AS decided_by, p.approved_by AS approved_by

// name: take_back
// Takes a proposed adjustment back that nobody has approved.
// mode: write
// $id: of the adjustment · $by: account · $at: microseconds
// returns: its member; none where there is nothing to take back
MATCH (p:ProposedAdjustment {id: $id})
SET p.touched = $at
WITH p WHERE p.taken_back IS NULL AND p.approved_by IS NULL
SET p.taken_back = $at, p.taken_back_by = $by
RETURN p.member_id AS member_id

// name: newest
// The adjustments that were decided in the dashboard or by the API, newest first.
// mode: read · grain: one row per adjustment
// $id: only this one, empty for all · $limit: how many
// returns: times in microseconds, null for what has not been; loaded: whether it is a fact; waits: whether it is in the quarantine
MATCH (p:ProposedAdjustment) WHERE $id = '' OR p.id = $id
WITH p ORDER BY p.decided DESC, p.id LIMIT $limit
RETURN p.id AS adjustment_id, p.member_id AS member_id, p.day AS day, p.amount AS amount, p.reason AS reason,
       p.decided_by AS decided_by, p.decided AS decided, p.approved_by AS approved_by, p.approved AS approved,
       p.taken_back_by AS taken_back_by, p.taken_back AS taken_back,
       EXISTS { (:Adjustment {id: p.id}) } AS loaded, EXISTS { (:Quarantined {table: 'adjustments', key: p.id}) } AS waits
ORDER BY decided DESC, adjustment_id
