// How many members one sponsors directly, how many of them reached a rank, and the first of those, by when they reached it.
// mode: read
// $member: member id
// $run: number of the run
// $rank: number of the rank · $shown: how many are named
MATCH (:Member {id: $member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(k:Member)
OPTIONAL MATCH (k)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
               (v WHERE v.from_run <= $run AND v.to_run > $run)
WITH k, coalesce(v.since, []) AS since
WITH k, CASE WHEN $rank = 0 THEN '' ELSE since[$rank - 1] END AS point ORDER BY point, k.joined, k.id
RETURN count(k) AS recruits, count(point) AS holders,
       collect(CASE WHEN point IS NOT NULL THEN {id: k.id, name: k.name, since: point} END)[..$shown] AS first
