// name: entries
// The ledger entries of a statement of a member, in one scan, and the sum of those before it.
// mode: read · returns: one row, if there is such a member: name, opening (minor units), entries (list of maps)
// returns: fresh: whether the order of an entry first counted in its run, as far as it says so by itself
// $member: member id · $before: entries up to this run and before the day $first lie before the statement · $first: day
// $until: number of its last run · $end: the day after its last one
MATCH (m:Member {id: $member})
OPTIONAL MATCH (m)-[e:EARNED]->(t) WHERE e.run <= $until AND e.day < $end
WITH m, e, t, e.run <= $before AND e.day < $first AS before
RETURN coalesce(m.name, '') AS name, coalesce(sum(CASE WHEN before THEN e.amount END), 0) AS opening,
       collect(CASE WHEN NOT before THEN {key: e.key, run: e.run, kind: e.kind, source: coalesce(e.source, ''), day: e.day, amount: e.amount,
         corrects: coalesce(e.corrects, ''), at: t.at,
         fresh: t.from_run = e.run AND coalesce(t.waits_from, e.run) >= e.run AND NOT EXISTS { (t)-[:WAS]->() },
         order_id: CASE WHEN t:Pool OR t:Total THEN '' ELSE t.id END,
         pool: CASE WHEN t:Pool THEN t.name ELSE '' END, adjustment: CASE WHEN t:Adjustment THEN t.id ELSE '' END,
         why: CASE WHEN t:Adjustment THEN coalesce(t.reason, '') ELSE '' END, decided_by: t.decided_by, approved_by: t.approved_by} END) AS entries

// name: withdrawals
// The withdrawals of a member up to a statement's end, and whether each lies before it.
// mode: read · grain: one row per withdrawal
// $member: member id · $before: those that this run knew and up to the time $first lie before the statement · $first: microseconds
// $until: number of its last run · $end: its last time, microseconds
MATCH (:Member {id: $member})<-[:WITHDRAWN_BY]-(w:Withdrawal) WHERE w.from_run <= $until AND w.at <= $end
RETURN w.id AS withdrawal_id, w.at AS at, w.from_run AS run, w.amount AS amount, w.kind AS kind, coalesce(w.order_id, '') AS order_id,
       w.from_run <= $before AND w.at <= $first AS before
ORDER BY at, withdrawal_id

// name: begins
// The first day of anything that a statement of a member may tell, as far as a run counts it.
// mode: read · returns: one row: day of the first entry, text, null for none; at: of the first withdrawal, microseconds, null for none
// $member: member id · $run: number of the run
MATCH (m:Member {id: $member})
CALL (m) {
  OPTIONAL MATCH (m)-[e:EARNED]->() WHERE e.run <= $run
  RETURN min(e.day) AS day
}
CALL (m) {
  OPTIONAL MATCH (m)<-[:WITHDRAWN_BY]-(w:Withdrawal) WHERE w.from_run <= $run
  RETURN min(w.at) AS at
}
RETURN day, at
