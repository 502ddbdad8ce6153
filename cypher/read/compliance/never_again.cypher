// Sponsors whose direct recruits never ordered again: of those whose first order is old enough, so many at least, none has
// another order that stands.
// mode: read · grain: one row per sponsor, those with most such recruits first
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $until: the microsecond by which a first order was paid · $least: recruits at least · $limit: how many sponsors at most
// returns: member_id; recruits: with an old first order; earned (minor units): by the sponsor since ever
MATCH (m:Member) WHERE m.from_run <= $run
MATCH (m)<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-(p:Member) WHERE p.from_run <= $run
WITH m, p,
  {parts/ordered}
  AS bought
WITH m, bought WHERE bought[0] <= $until
WITH m, count(*) AS recruits, max(size(bought)) AS most WHERE recruits >= $least AND most = 1
CALL (m) { MATCH (m)-[e:EARNED]->() WHERE e.run <= $run RETURN coalesce(sum(e.amount), 0) AS earned }
RETURN m.id AS member_id, recruits, earned
ORDER BY recruits DESC, earned DESC, member_id LIMIT $limit
