// name: left_behind
// The batch whose preparing was killed: what it has of lines must go.
// mode: read · returns: number
MATCH (b:Payout {state: 'preparing'})
RETURN b.number AS number ORDER BY number

// name: discard
// Removes the lines of a batch whose preparing was killed.
// mode: batched
// $number: of the batch
MATCH (l:PayoutLine {batch: $number}) WHERE l.member_id >= ''
CALL (l) { DETACH DELETE l } IN TRANSACTIONS OF 20000 ROWS

// name: give_up
// Says of a batch whose preparing was killed that it is cancelled; the key of its request is free again.
// mode: write · after: payouts/prepare/discard
// $number: of the batch · $now: microseconds
MATCH (b:Payout {number: $number, state: 'preparing'})
SET b += {state: 'cancelled', key: null, cancelled_at: $now, cancelled_by: '', reason: 'its preparing was interrupted'}

// name: begin
// Opens a batch, unless one is open, the same request made one before, or batches are missing after a restore.
// mode: write
// $token: random text of who prepares · $key: of the request, null for none · $run: number of the run · $as_of: the run's, microseconds
// $day: day on which it is to be paid · $currency: ISO 4217 · $minimum: least amount of a line, minor units · $note: text, null for none
// $terms: JSON of the settings it is prepared by · $by: name of the account · $now: microseconds
// returns: number of the new batch, else null; `same`: number of the one of that key; `open`: of the open one; `blocked`
MERGE (book:PayoutBook {id: 'upline'})
SET book.seen = $now // takes the node's write lock before anything is looked at
WITH book, coalesce(book.missing, []) AS missing
OPTIONAL MATCH (same:Payout {key: $key})
OPTIONAL MATCH (open:Payout) WHERE open.state IN ['prepared', 'preparing']
WITH missing, book.unknown IS NOT NULL OR size(missing) > 0 AS blocked, same.number AS same, min(open.number) AS open
CALL (missing) {
  OPTIONAL MATCH (b:Payout)
  WITH missing, coalesce(max(b.number), 0) AS last
  RETURN reduce(most = last, n IN missing | CASE WHEN n > most THEN n ELSE most END) + 1 AS next
}
WITH same, open, blocked, CASE WHEN same IS NULL AND open IS NULL AND NOT blocked THEN next END AS number
FOREACH (n IN CASE WHEN number IS NULL THEN [] ELSE [number] END |
  CREATE (:Payout {number: n, state: 'preparing', token: $token, key: $key, run: $run, as_of: $as_of, day: $day, currency: $currency,
                   minimum: $minimum, note: $note, terms: $terms, prepared_by: $by, prepared_at: $now}))
RETURN number, same, open, blocked

// name: lines
// Writes the lines of a batch: per member what is payable and not in an earlier batch, from the minimum on. Where members ask for
// payouts, those who did, up to what they asked for. What is withheld is what the brackets make of the sum of the period, less what
// was withheld in it; each bracket's part is rounded down.
// mode: batched · after: payouts/prepare/begin
// $number: of the batch · $minimum: least amount of a line, minor units, at least 1 · $void: numbers of the batches that were cancelled
// $only_requested: whether only those are paid who asked · $period: numbers of the batches that count, of the same period of withholding
// $brackets: list of maps above, until (minor units), part, whole (the rate as a fraction)
MATCH (m:Member) WHERE m.from_run <= $run
CALL (m) {
  {parts/payable}
  WITH m, v, withdrawn, paid, after, due WHERE due >= $minimum
  CALL (m) {
    OPTIONAL MATCH (m)<-[:BY]-(r:PayoutRequest) WHERE r.batch IS NULL OR r.batch IN $void
    RETURN collect(r) AS requests, coalesce(sum(r.amount), 0) AS requested
  }
  WITH m, v, withdrawn, paid, after, due, requests,
       CASE WHEN $only_requested AND requested < due THEN requested ELSE due END AS gross
  WHERE gross >= $minimum
  CALL (m) {
    OPTIONAL MATCH (m)-[:PAYOUT]->(l:PayoutLine) WHERE l.batch IN $period AND l.state <> 'failed'
    RETURN coalesce(sum(l.gross), 0) AS before, coalesce(sum(l.withheld), 0) AS kept
  }
  WITH m, v, withdrawn, paid, after, due, requests, gross, before + gross AS total, kept
  WITH m, v, withdrawn, paid, after, due, requests, gross, reduce(sum = -kept, b IN $brackets | sum + CASE WHEN total <= b.above THEN 0
    ELSE (CASE WHEN total < b.until THEN total ELSE b.until END - b.above) * b.part / b.whole END) AS owed
  WITH m, v, withdrawn, paid, after, due, requests, gross, CASE WHEN owed < 0 THEN 0 WHEN owed > gross THEN gross ELSE owed END AS withheld
  CREATE (m)-[:PAYOUT]->(:PayoutLine {batch: $number, member_id: m.id, run: $run, after: after, earned: v.earned, held: v.held,
    withdrawn: withdrawn, paid: paid, due: due, gross: gross, withheld: withheld, net: gross - withheld, state: ''})
  FOREACH (r IN requests | SET r.batch = $number)
} IN CONCURRENT TRANSACTIONS OF 5000 ROWS

// name: finish
// Closes the preparing of a batch: notes what its lines add up to. A batch without a line is given up.
// mode: write · after: payouts/prepare/lines
// $number: of the batch · $token: of who prepares · $totals: map of what is carried (payouts/payable/totals) · $now: microseconds
// returns: a row with its state and lines, if it is still being prepared by the same
MATCH (b:Payout {number: $number, token: $token, state: 'preparing'})
CALL (b) {
  OPTIONAL MATCH (l:PayoutLine {batch: b.number}) WHERE l.member_id >= ''
  RETURN count(l) AS lines, coalesce(sum(l.gross), 0) AS gross, coalesce(sum(l.withheld), 0) AS withheld, coalesce(sum(l.net), 0) AS net
}
SET b += $totals, b += {lines: lines, gross: gross, withheld: withheld, net: net, state: CASE WHEN lines > 0 THEN 'prepared' ELSE 'cancelled' END}
FOREACH (_ IN CASE WHEN lines > 0 THEN [] ELSE [1] END | SET b += {key: null, cancelled_at: $now, cancelled_by: '', reason: 'nothing is payable'})
RETURN b.state AS state, lines
