// The last adjustments of a member's pay that runs posted, newest first: what of each stands, who decided and approved it, and why.
// mode: read · grain: one row per adjustment
// $member: member id
// $run: number of the run · $limit: how many
// returns: adjustment_id, day, amount (minor units), reason (null: erased), decided_by, approved_by, entries (keys)
MATCH (:Member {id: $member})<-[:ADJUSTS]-(a:Adjustment)<-[e:EARNED]-() WHERE e.run <= $run
WITH a, sum(e.amount) AS amount, collect(e.key) AS entries ORDER BY a.day DESC, a.id DESC LIMIT $limit
RETURN a.id AS adjustment_id, a.day AS day, amount, a.reason AS reason, a.decided_by AS decided_by,
       a.approved_by AS approved_by, entries
ORDER BY day DESC, adjustment_id DESC
