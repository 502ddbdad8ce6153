// The legs of one member, each with some members in it that reached a rank, as many as a leg needs: the search of a leg stops
// at the last of them, so only legs that lack some are walked through.
// mode: read · grain: one row per leg
// $member: member id
// $run: number of the run
// $rank: number of the rank · $each: how many members a leg needs
MATCH (:Member {id: $member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(k:Member)
RETURN k.id AS id, k.name AS name, COLLECT {
  MATCH (k) (()<-[d:SPONSORED_BY WHERE d.from_run <= $run AND d.to_run > $run]-())* (x:Member)
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  WHERE size(coalesce(v.since, [])) >= $rank
  RETURN {id: x.id, name: x.name, since: CASE WHEN $rank = 0 THEN '' ELSE v.since[$rank - 1] END} LIMIT $each
} AS found
ORDER BY size(found) DESC, id
