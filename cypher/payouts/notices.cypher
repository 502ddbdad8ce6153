// name: approved
// Notes that a webhook is to hear of a batch that was just approved.
// mode: write · after: payouts/decide/approve
// $number: of the batch · $now: microseconds, when it was approved
MATCH (b:Payout {number: $number, state: 'approved', approved_at: $now})
MERGE (n:PayoutNotice {id: 'payout-' + b.number})
ON CREATE SET n += {event: 'payout.approved', batch: b.number, member_id: '', created: $now, next: $now, tries: 0}

// name: paid
// Notes that a webhook is to hear of members whose lines were just noted as paid.
// mode: write · after: payouts/confirm/set
// $number: of the batch · $members: ids · $now: microseconds, when they were
UNWIND $members AS id
MATCH (l:PayoutLine {batch: $number, member_id: id}) WHERE l.state = 'paid' AND l.decided_at = $now
MERGE (n:PayoutNotice {id: 'payout-' + l.batch + '-' + l.member_id})
ON CREATE SET n += {event: 'payout.paid', batch: l.batch, member_id: l.member_id, created: $now, next: $now, tries: 0}

// name: claim
// Takes the notice that is to be sent next, if it is time, so that nobody else sends it meanwhile.
// mode: write · after: payouts/book/lock
// $now: microseconds · $until: until when it is taken
// returns: a row with its batch and line, if there is one
MATCH (n:PayoutNotice) WHERE n.next <= $now
WITH n ORDER BY n.next, n.id LIMIT 1
SET n.next = $until
WITH n
MATCH (b:Payout {number: n.batch})
OPTIONAL MATCH (l:PayoutLine {batch: n.batch, member_id: n.member_id})
RETURN n.id AS id, n.event AS event, n.created AS created, n.tries AS tries, properties(b) AS batch, properties(l) AS line

// name: note
// Notes what became of sending a notice.
// mode: write
// $id: of the notice · $next: when to try again, microseconds; null: not again · $done: when it was taken, else null · $why: why not, "" when it was
MATCH (n:PayoutNotice {id: $id})
SET n += {tries: n.tries + 1, next: $next, done: $done, why: $why}

// name: log
// The notices, newest first: when they were made, how often they were tried, and what became of it.
// mode: read · grain: one row per notice
// $waiting: only those that are not taken · $limit: how many
MATCH (n:PayoutNotice) WHERE NOT $waiting OR n.done IS NULL
RETURN n.id AS id, n.event AS event, n.batch AS batch, n.member_id AS member_id, n.created AS created, n.tries AS tries,
       coalesce(n.next, 0) AS next, coalesce(n.done, 0) AS done, coalesce(n.why, '') AS why
ORDER BY created DESC, id LIMIT $limit
