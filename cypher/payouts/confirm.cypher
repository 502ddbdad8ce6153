// name: known
// How the lines of members stand in a batch: what a file of outcomes is compared with.
// mode: read · grain: one row per line
// $number: of the batch · $members: ids
UNWIND $members AS id
MATCH (l:PayoutLine {batch: $number, member_id: id})
RETURN l.member_id AS member_id, l.state AS state, coalesce(l.reference, '') AS reference

// name: set
// Notes of lines of an approved batch that they were paid or failed; one that is noted already stays as it is.
// mode: write · after: payouts/decide/lock
// $number: of the batch · $rows: list of maps member_id, state (paid or failed), reference, reason · $by: name of the account · $now: microseconds
// returns: how many changed; contrary: the id of a member of whom the opposite was noted meanwhile, if there is one
MATCH (b:Payout {number: $number, state: 'approved'})
UNWIND $rows AS row
MATCH (l:PayoutLine {batch: b.number, member_id: row.member_id})
WITH l, row, l.state AS before
FOREACH (_ IN CASE WHEN before = '' THEN [1] ELSE [] END |
  SET l += {state: row.state, reference: row.reference, reason: row.reason, decided_by: $by, decided_at: $now})
RETURN count(CASE WHEN before = '' THEN 1 END) AS changed,
       collect(CASE WHEN before <> '' AND before <> row.state THEN row.member_id END)[..1] AS contrary

// name: finish
// Closes a batch all of whose lines are paid or failed: paid when one of them is.
// mode: write · after: payouts/confirm/set
// $number: of the batch · $now: microseconds
// returns: its state, and how many lines are open, paid and failed, and their net amounts
MATCH (b:Payout {number: $number})
CALL (b) {
  MATCH (l:PayoutLine {batch: b.number}) WHERE l.member_id >= ''
  RETURN count(CASE WHEN l.state = '' THEN 1 END) AS open, count(CASE WHEN l.state = 'paid' THEN 1 END) AS paid,
         count(CASE WHEN l.state = 'failed' THEN 1 END) AS failed, sum(CASE WHEN l.state = 'paid' THEN l.net ELSE 0 END) AS paid_net,
         sum(CASE WHEN l.state = 'failed' THEN l.net ELSE 0 END) AS failed_net
}
FOREACH (_ IN CASE WHEN b.state = 'approved' AND open = 0 THEN [1] ELSE [] END |
  SET b += {state: CASE WHEN paid > 0 THEN 'paid' ELSE 'failed' END, closed_at: $now})
RETURN b.state AS state, open, paid, failed, paid_net, failed_net
