// The members who earned most in a stretch of days, with their rank as of the run (null: ask again).
// mode: read · grain: one row per member, the highest first
// $run: number of the run
// $team: member id of the root of the team, empty for the whole company
// $channel: that of the order's buyer, which pool shares have none of; empty for all
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
// $limit: how many at most
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) WHERE m.from_run <= $run RETURN m
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
MATCH (m)-[e:EARNED]->(target)
WHERE e.run <= $run AND $from_day <= e.day < $to_day
  AND ($channel = '' OR EXISTS {
    (target) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (seen WHERE seen.from_run <= $run)<-[:PLACED]-(buyer)
    WHERE buyer.channel = $channel })
WITH m, sum(e.amount) AS amount, count(*) AS entries
ORDER BY amount DESC, m.id LIMIT $limit
OPTIONAL CALL (m) {
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
RETURN m.id AS member_id, coalesce(m.name, '') AS name, v.rank AS rank, entries, amount
ORDER BY amount DESC, member_id
