// name: add
// Keeps what a member asks to be paid, up to what is payable, unless the same request was kept before or another one waits.
// mode: write · after: payouts/book/lock
// $member: member id · $key: of the request · $amount: minor units · $void: numbers of the batches that were cancelled
// $by: name of the account · $now: microseconds
// returns: a row, if there is such a member: same: amount of the request of that key, null for none; waiting: that of another one; due; added
MATCH (m:Member {id: $member}) WHERE m.from_run <= $run
OPTIONAL MATCH (s:PayoutRequest {member_id: $member, key: $key})
OPTIONAL MATCH (m)<-[:BY]-(o:PayoutRequest) WHERE o.key <> $key AND (o.batch IS NULL OR o.batch IN $void)
WITH m, s.amount AS same, max(o.amount) AS waiting
{parts/payable}
WITH m, same, waiting, due, same IS NULL AND waiting IS NULL AND $amount <= due AS added
FOREACH (_ IN CASE WHEN added THEN [1] ELSE [] END |
  CREATE (:PayoutRequest {member_id: $member, key: $key, amount: $amount, at: $now, account: $by})-[:BY]->(m))
RETURN same, waiting, due, added

// name: of_member
// What a member asked to be paid, newest first.
// mode: read · grain: one row per request
// $member: member id
// returns: batch: number of the one that took it, 0 while it waits; state of that batch, '' while it waits
MATCH (:Member {id: $member})<-[:BY]-(r:PayoutRequest)
OPTIONAL MATCH (b:Payout {number: r.batch}) WHERE b.state <> 'cancelled'
RETURN r.key AS key, r.amount AS amount, r.at AS at, coalesce(b.number, 0) AS batch, coalesce(b.state, '') AS state
ORDER BY at DESC, key
