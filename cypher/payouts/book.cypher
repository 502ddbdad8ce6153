// name: state
// Whether payouts are blocked after a restore.
// mode: read · returns: one row: missing: numbers of batches that must come back; unknown: whether nobody knows which
OPTIONAL MATCH (book:PayoutBook {id: 'upline'})
RETURN coalesce(book.missing, []) AS missing, book.unknown IS NOT NULL AS unknown

// name: lock
// Lets others who ask for payouts or send notices wait until this transaction ends (see payouts/decide/lock).
// mode: write
// $now: microseconds
MERGE (book:PayoutBook {id: 'upline'})
SET book.seen = $now

// name: block
// Blocks payouts until batches have come back that were approved after the backup.
// mode: write
// $missing: their numbers · $unknown: true: nobody knows which, else null
MERGE (book:PayoutBook {id: 'upline'})
SET book.missing = $missing, book.unknown = $unknown

// name: begin_import
// Puts a batch in place as it was, its lines still to come; it takes the place of one that is not approved here.
// mode: write
// $batch: map of its properties · $number: its number
// returns: whether it may come: payouts are blocked, and none of that number is approved here
MERGE (book:PayoutBook {id: 'upline'})
SET book.seen = 0 // takes the node's write lock before anything is looked at
WITH book.unknown IS NOT NULL OR size(coalesce(book.missing, [])) > 0 AS blocked
OPTIONAL MATCH (b:Payout {number: $number})
WITH blocked AND NOT coalesce(b.state IN ['approved', 'paid', 'failed'], false) AS comes
FOREACH (_ IN CASE WHEN comes THEN [1] ELSE [] END | MERGE (n:Payout {number: $number}) SET n = $batch, n.state = 'preparing')
RETURN comes

// name: import_lines
// Puts lines of a batch in place as they were.
// mode: write · after: payouts/book/begin_import
// $number: of the batch · $rows: list of maps of their properties
// returns: how many; those of members that are not here are left out
UNWIND $rows AS row
MATCH (m:Member {id: row.member_id})
MERGE (l:PayoutLine {batch: $number, member_id: row.member_id})
SET l += row
MERGE (m)-[:PAYOUT]->(l)
RETURN count(*) AS lines

// name: finish_import
// Lets an imported batch count: when its lines add up to it. It is missing no more.
// mode: write · after: payouts/book/import_lines
// $number: of the batch · $state: as it was
// returns: whether it does
MATCH (b:Payout {number: $number, state: 'preparing'}), (book:PayoutBook {id: 'upline'})
CALL (b) {
  OPTIONAL MATCH (l:PayoutLine {batch: b.number}) WHERE l.member_id >= ''
  RETURN count(l) AS lines, coalesce(sum(l.gross), 0) AS gross, coalesce(sum(l.net), 0) AS net
}
WITH b, book, lines = b.lines AND gross = b.gross AND net = b.net AS right
FOREACH (_ IN CASE WHEN right THEN [1] ELSE [] END |
  SET b.state = $state, book.missing = [n IN coalesce(book.missing, []) WHERE n <> b.number])
RETURN right
