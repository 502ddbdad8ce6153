// name: settled
// The numbers of the batches that count, and of those that were cancelled.
// mode: read · returns: one row: settled; void; periods: of those that count, each number, day
// returns: seen: another number whenever a batch or a line of one changed
OPTIONAL MATCH (b:Payout)
WITH b ORDER BY b.number
RETURN collect(CASE WHEN b.state IN ['approved', 'paid', 'failed'] THEN b.number END) AS settled,
       collect(CASE WHEN b.state = 'cancelled' THEN b.number END) AS void,
       collect(CASE WHEN b.state IN ['approved', 'paid', 'failed'] THEN {number: b.number, day: b.day} END) AS days,
       coalesce(max(b.seen), 0) AS seen

// name: batches
// The batches, newest first: a page, or one.
// mode: read · grain: one row per batch
// $number: of the one, 0 for all · $below: numbers below this one · $limit: how many
MATCH (b:Payout)
WHERE ($number = 0 OR b.number = $number) AND b.number < $below AND b.state <> 'preparing'
RETURN properties(b) AS batch ORDER BY b.number DESC LIMIT $limit

// name: lines
// The lines of a batch in the order of member ids: a page.
// mode: read · grain: one row per line
// $number: of the batch · $state: paid, failed, open, or empty for all · $member: only this one, empty for all
// $begin: ids behind this one · $limit: how many
MATCH (l:PayoutLine {batch: $number})
WHERE l.member_id > $begin AND ($member = '' OR l.member_id = $member)
  AND ($state = '' OR l.state = CASE WHEN $state = 'open' THEN '' ELSE $state END)
WITH l ORDER BY l.member_id LIMIT $limit
OPTIONAL MATCH (m:Member {id: l.member_id})
RETURN properties(l) AS line, coalesce(m.name, '') AS name ORDER BY l.member_id

// name: of_member
// The lines of a member, newest first, of batches that were approved: with the state of the batch.
// mode: read · grain: one row per line
// $member: member id
MATCH (:Member {id: $member})-[:PAYOUT]->(l:PayoutLine)
MATCH (b:Payout {number: l.batch}) WHERE b.state IN ['approved', 'paid', 'failed']
RETURN properties(l) AS line, b.day AS day, b.approved_at AS approved_at ORDER BY l.batch DESC

// name: year
// What members were paid and what was withheld in a year, by the days of the batches; lines that failed do not count.
// mode: read · grain: one row per member
// $year: text 2026 · $member: only this one, empty for all · $begin: ids behind this one
MATCH (b:Payout) WHERE b.state IN ['approved', 'paid', 'failed'] AND b.day STARTS WITH $year
MATCH (l:PayoutLine {batch: b.number}) WHERE l.member_id > $begin AND ($member = '' OR l.member_id = $member) AND l.state <> 'failed'
WITH l.member_id AS member_id, count(*) AS payouts, sum(l.gross) AS gross, sum(l.withheld) AS withheld, sum(l.net) AS net
OPTIONAL MATCH (m:Member {id: member_id})
RETURN member_id, coalesce(m.name, '') AS name, payouts, gross, withheld, net ORDER BY member_id

// name: before
// The batches that were approved before a time.
// mode: read · returns: one row: numbers
// $at: microseconds
OPTIONAL MATCH (b:Payout) WHERE b.state IN ['approved', 'paid', 'failed'] AND b.approved_at < $at
WITH b ORDER BY b.number
RETURN collect(b.number) AS numbers

// name: paid
// What batches paid, for calculations outside of the graph.
// mode: read · grain: one row per member with any
// $batches: their numbers
// returns: amount in minor units
UNWIND $batches AS number
MATCH (l:PayoutLine {batch: number}) WHERE l.member_id >= '' AND
  {parts/line_counted}
RETURN l.member_id AS member_id, sum(l.gross) AS amount
