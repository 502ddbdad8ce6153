// name: lock
// Lets others who change a batch wait until this transaction ends. A statement of its own: what is read in the one that takes a lock may
// be from before it had it.
// mode: write
// $number: of the batch · $now: microseconds
MATCH (b:Payout {number: $number})
SET b.seen = $now
RETURN b.number AS number

// name: approve
// Approves a batch, if another account than the preparer's does, and each line is what the ledger says: the entries of its member up to
// the run add up to what it names as earned, the standing and the lines of earlier batches to the rest, and the lines to the batch.
// mode: write · after: payouts/decide/lock
// $number: of the batch · $by: name of the account · $now: microseconds
// returns: state before; whether it was approved by this call; what was wrong: ids of members whose lines are not right, at most 5
MATCH (b:Payout {number: $number})
WITH b, b.state AS before, EXISTS { MATCH (book:PayoutBook) WHERE book.unknown IS NOT NULL OR size(coalesce(book.missing, [])) > 0 } AS blocked,
     b.run = $run AND COLLECT { MATCH (s:Payout) WHERE s.state IN ['approved', 'paid', 'failed'] RETURN s.number ORDER BY s.number } = $settled AS same
CALL (b, before) {
  MATCH (l:PayoutLine {batch: $number})<-[:PAYOUT]-(m:Member) WHERE l.member_id >= '' AND before = 'prepared'
  {parts/payable}
  CALL (m) {
    OPTIONAL MATCH (m)-[e:EARNED]->() WHERE e.run <= $run
    RETURN coalesce(sum(e.amount), 0) AS entries
  }
  WITH l, m.id = l.member_id AND entries = l.earned AND v.held = l.held AND withdrawn = l.withdrawn AND paid = l.paid AND due = l.due
    AND l.run = $run AND b.minimum <= l.gross <= l.due AND 0 <= l.withheld AND l.net = l.gross - l.withheld AND l.state = '' AS right
  RETURN count(l) AS lines, sum(l.gross) AS gross, sum(l.withheld) AS withheld, sum(l.net) AS net,
         collect(CASE WHEN NOT right THEN l.member_id END)[..5] AS wrong
}
WITH b, before, blocked, same, wrong, lines = b.lines AND gross = b.gross AND withheld = b.withheld AND net = b.net AS adds_up
WITH b, before, blocked, same, wrong, adds_up,
     before = 'prepared' AND b.prepared_by <> $by AND NOT blocked AND same AND adds_up AND size(wrong) = 0 AS approved
FOREACH (_ IN CASE WHEN approved THEN [1] ELSE [] END | SET b += {state: 'approved', approved_by: $by, approved_at: $now})
RETURN before, b.prepared_by AS prepared_by, b.approved_by AS approved_by, blocked, same, wrong, adds_up, approved

// name: cancel
// Cancels a batch that is not approved.
// mode: write · after: payouts/decide/lock
// $number: of the batch · $by: name of the account · $now: microseconds · $reason: text, null for none
// returns: state before
MATCH (b:Payout {number: $number})
WITH b, b.state AS before
FOREACH (_ IN CASE WHEN before = 'prepared' THEN [1] ELSE [] END |
  SET b += {state: 'cancelled', cancelled_by: $by, cancelled_at: $now, reason: $reason})
RETURN before
