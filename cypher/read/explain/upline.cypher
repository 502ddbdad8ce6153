// A member and every sponsor above it in a run, nearest first (place 0 is the member): since when each rank is held, when any was lost, and
// who owns the team. One walk up from one member.
// mode: read · grain: one row per member of the upline
// $member: member id
// $run: number of the run
MATCH p = (:Member {id: $member})
          (()-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]->())* (top:Member)
WHERE NOT EXISTS { (top)-[u:SPONSORED_BY WHERE u.from_run <= $run AND u.to_run > $run]->() }
WITH nodes(p) AS above
UNWIND range(0, size(above) - 1) AS place
WITH place, above[place] AS m
OPTIONAL MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
               (v WHERE v.from_run <= $run AND v.to_run > $run)
OPTIONAL MATCH (m)-[t:IN_TEAM_OF WHERE t.from_run <= $run AND t.to_run > $run]->(owner:Member)
RETURN m.id AS id, m.name AS name, v.since AS since, v.lapses AS lapses, owner.id AS owner_id
ORDER BY place
