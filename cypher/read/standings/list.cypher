// The standings of a run in the order of member ids, as they stood in that run: the version of the
// standing, the sponsor and the team owner are those with from_run <= run < to_run.
// With a month: the volumes of that month, from the lists on the standing (an index below 0 would count
// from the end of a list), and what the member earned in it. `fund` is what the support fund (R8) would
// hold of that month: a share of each grain (order, kind, source), rounded down once per grain; `waiting` is what is held until some time after receipt (R10).
// A calculation that moves CURRENT meanwhile can make a member appear twice, or with no version: ask again.
// mode: read · grain: one row per member
// $run: number of the run
// $first: the first member id wanted · $end: the id after the last one
// $rank: rank wanted, -1 for all
// $month: text 2026-01, empty for all time · $month_number: year*12+month-1, 0 for all time
// $as_of: the run's, microseconds · $holds: as in parts/on_hold
// $held_kinds: kinds of which the fund holds a share · $part: the share's numerator · $whole: its denominator
MATCH (m:Member)
WHERE m.id >= $first AND m.id < $end AND m.from_run <= $run
OPTIONAL MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
               (v WHERE v.from_run <= $run AND v.to_run > $run)
WITH m, v WHERE $rank = -1 OR v IS NULL OR v.rank = $rank
OPTIONAL MATCH (m)-[up:SPONSORED_BY]->(sponsor:Member) WHERE up.from_run <= $run AND up.to_run > $run
OPTIONAL MATCH (m)-[team:IN_TEAM_OF]->(owner:Member) WHERE team.from_run <= $run AND team.to_run > $run
CALL (m) {
  WITH m WHERE $month <> ''
  MATCH (m)-[e:EARNED]->(target)
  WHERE e.run <= $run AND e.day STARTS WITH $month
  WITH target AS t, e.kind AS kind, e.source AS source, sum(e.amount) AS amount
  RETURN sum(amount) AS earned,
         sum(CASE WHEN kind IN $held_kinds THEN amount * $part / $whole ELSE 0 END) AS fund,
         sum(CASE WHEN
           {parts/on_hold}
           THEN amount ELSE 0 END) AS waiting
}
WITH m, v, sponsor, owner, earned, fund, waiting,
     CASE WHEN $month = '' OR v.months IS NULL OR $month_number < v.months THEN null
          ELSE $month_number - v.months END AS at
RETURN m.id AS member_id, sponsor.id AS sponsor_id, m.name AS name, v.depth AS depth, v.rank AS rank,
       size(coalesce(v.since, [])) AS highest_rank,
       v.rank_order_id AS rank_order_id, owner.id AS team_owner_id, v.recruits AS recruits, v.size AS size,
       CASE WHEN $month = '' THEN v.personal ELSE coalesce(v.personal_by_month[at], 0) END AS personal,
       CASE WHEN $month = '' THEN v.personal + v.team ELSE coalesce(v.group_by_month[at], 0) END AS group,
       CASE WHEN $month = '' THEN v.earned ELSE earned END AS earned,
       CASE WHEN $month = '' THEN v.held WHEN v.held = coalesce(v.waiting, 0) THEN waiting ELSE fund + waiting END AS held,
       coalesce(v.withdrawn, 0) AS withdrawn, CASE WHEN $month = '' THEN coalesce(v.waiting, 0) ELSE waiting END AS waiting
ORDER BY member_id
