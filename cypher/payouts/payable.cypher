// name: totals
// What of a run is payable, carried and owed back now: members and sums.
// mode: read · returns: one row; amounts in minor units, `owing` and `held_back` not negative
// $minimum: least amount that is paid, minor units, at least 1
MATCH (m:Member) WHERE m.from_run <= $run
{parts/payable}
RETURN count(CASE WHEN due >= $minimum THEN 1 END) AS payable_members, coalesce(sum(CASE WHEN due >= $minimum THEN due END), 0) AS payable,
       count(CASE WHEN 0 < due < $minimum THEN 1 END) AS carried_members, coalesce(sum(CASE WHEN 0 < due < $minimum THEN due END), 0) AS carried,
       count(CASE WHEN due < 0 THEN 1 END) AS owing_members, coalesce(-sum(CASE WHEN due < 0 THEN due END), 0) AS owing,
       coalesce(sum(v.earned), 0) AS earned, coalesce(sum(v.held), 0) AS held, coalesce(sum(withdrawn), 0) AS withdrawn, coalesce(sum(paid), 0) AS paid

// name: list
// Members with what is payable to them, in the order of their ids: a page.
// mode: read · grain: one row per member
// $minimum: least amount that is paid, minor units, at least 1 · $status: pay, carried, owes, or empty for all that are not 0
// $begin: ids behind this one · $limit: how many
MATCH (m:Member) WHERE m.id > $begin AND m.from_run <= $run
{parts/payable}
WITH m, v, withdrawn, paid, after, due,
  {parts/payable_status}
  AS status
WHERE status <> '' AND ($status = '' OR status = $status)
RETURN m.id AS member_id, coalesce(m.name, '') AS name, v.earned AS earned, v.held AS held, withdrawn, paid, after, due, status
ORDER BY member_id LIMIT $limit

// name: one
// What is payable to a member, also when that is nothing.
// mode: read · returns: a row as of payouts/payable/list, if the run knows the member
// $member: member id · $minimum: least amount that is paid, minor units, at least 1
MATCH (m:Member {id: $member}) WHERE m.from_run <= $run
{parts/payable}
RETURN m.id AS member_id, coalesce(m.name, '') AS name, v.earned AS earned, v.held AS held, withdrawn, paid, after, due,
  {parts/payable_status}
  AS status

// name: clawbacks
// What runs took back from members after a line that paid them: the entries, and the refunds that did it.
// mode: read · grain: one row per entry, by member, day and key
// $members: list of maps member_id, after: entries of later runs only, until: and up to this one
// returns: `refunds`: ids of those that came in between; `order_id` '' for a pool or a total, which `target` names
UNWIND $members AS row
MATCH (m:Member {id: row.member_id})-[e:EARNED]->(t)
WHERE row.after > 0 AND row.after < e.run <= row.until AND e.amount < 0
RETURN row.member_id AS member_id, e.key AS key, e.run AS run, e.kind AS kind, e.day AS day, e.amount AS amount,
       CASE WHEN t:Pool OR t:Total THEN '' ELSE t.id END AS order_id, CASE WHEN t:Pool THEN t.name WHEN t:Total THEN t.id ELSE '' END AS target,
       CASE WHEN t:Pool OR t:Total THEN [] ELSE COLLECT {
         MATCH (f)-[:REFUNDS]->(t) WHERE row.after < f.from_run <= row.until RETURN f.id ORDER BY f.id LIMIT 20 } END AS refunds
ORDER BY member_id, day, key
