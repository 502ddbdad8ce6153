// name: changed
// Members whose rank, pay or hold differs between two runs, those with the largest difference of pay first.
// mode: read · grain: one row per member
// $skip: how many to leave out · $limit: how many at most
{parts/changed}
RETURN p.id AS member_id, coalesce(p.name, '') AS name, coalesce(was.rank, 0) AS rank_before, now.rank AS rank_after,
       coalesce(was.earned, 0) AS earned_before, now.earned AS earned_after, coalesce(was.held, 0) AS held_before, now.held AS held_after
ORDER BY abs(earned_after - earned_before) DESC, abs(held_after - held_before) DESC, abs(rank_after - rank_before) DESC, member_id
SKIP $skip LIMIT $limit

// name: summary
// How many members' rank rose or fell, and pay rose or fell, between two runs.
// mode: read · grain: one row
{parts/changed}
WITH now.rank - coalesce(was.rank, 0) AS rank, now.earned - coalesce(was.earned, 0) AS pay
RETURN count(*) AS members, sum(CASE WHEN rank > 0 THEN 1 ELSE 0 END) AS risen, sum(CASE WHEN rank < 0 THEN 1 ELSE 0 END) AS fallen,
       sum(CASE WHEN pay > 0 THEN 1 ELSE 0 END) AS paid_more, sum(CASE WHEN pay < 0 THEN 1 ELSE 0 END) AS paid_less,
       sum(CASE WHEN pay > 0 THEN pay ELSE 0 END) AS more, sum(CASE WHEN pay < 0 THEN pay ELSE 0 END) AS less

// name: facts
// What the later of two runs counts that the earlier did not, or otherwise: how many facts of each kind.
// mode: read · grain: one row per kind that there is
// $run: number of the later run · $older: number of the earlier run
CALL () {
  MATCH (f:Member) WHERE $older < f.from_run <= $run RETURN 'members' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Order) WHERE $older < f.from_run <= $run AND NOT EXISTS { (f)-[:WAS]->() } RETURN 'orders' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Order) WHERE $older < f.from_run <= $run AND EXISTS { (f)-[:WAS]->() } RETURN 'changed_orders' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Withdrawn) WHERE $older < f.to_run <= $run RETURN 'withdrawn' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Refund) WHERE $older < f.from_run <= $run RETURN 'refunds' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Correction) WHERE $older < f.from_run <= $run RETURN 'corrections' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Opening) WHERE $older < f.from_run <= $run RETURN 'opening_standings' AS kind, count(f) AS number
  UNION ALL
  MATCH (f:Adjustment)<-[e:EARNED]-() WHERE $older < e.run <= $run RETURN 'adjustments' AS kind, count(DISTINCT f) AS number
}
WITH kind, number WHERE number > 0
RETURN kind, number

// name: ranks
// The standings of a member that followed each other between two runs, each with the one before: how its rank changed, and when.
// mode: read · grain: one row per version that begins after the earlier run
// $member: member id · $run: number of the later run · $older: number of the earlier run
MATCH (m:Member {id: $member})-[:CURRENT]->() ((newer)-[:BEFORE]->())* (v WHERE $older < v.from_run <= $run)
OPTIONAL MATCH (v)-[:BEFORE]->(b)
RETURN v.from_run AS run, v.since AS since, v.lapses AS lapses, b.since AS since_before, b.lapses AS lapses_before
ORDER BY run
