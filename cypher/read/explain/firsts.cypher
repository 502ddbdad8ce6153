// The first recruits of one member, by their first package (rule R8).
// mode: read · grain: one row per recruit
// $member: member id
// $run: number of the run
// $recruits: how many
MATCH (:Member {id: $member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(k:Member)
MATCH (k)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
WHERE size(v.since) > 0
RETURN k.id AS id, k.name AS name, v.since AS since, v.lapses AS lapses ORDER BY since[0], k.joined, k.id LIMIT $recruits
