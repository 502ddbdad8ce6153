// The members on whom most depends: those whose group (itself, its communities and everybody below) bought most since ever, with
// what share of their sponsor's group that is.
// mode: read · grain: one row per member, the largest group first
// $run: number of the run · $limit: how many at most
// returns: member_id, name, rank, people (itself included), volume (minor units), sponsor_id (empty: none), sponsor_volume (minor units)
MATCH (m:Member)-[:CURRENT]->() ((later WHERE later.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run <= $run AND v.to_run > $run)
WITH m, v.rank AS rank, v.size + 1 AS people, v.personal + v.team AS volume WHERE volume > 0
ORDER BY volume DESC, people DESC, m.id LIMIT $limit
OPTIONAL MATCH (m)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(sponsor:Member)
OPTIONAL MATCH (sponsor)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
               (s WHERE s.from_run <= $run AND s.to_run > $run)
RETURN m.id AS member_id, coalesce(m.name, '') AS name, rank, people, volume, coalesce(sponsor.id, '') AS sponsor_id,
       s.personal + s.team AS sponsor_volume
ORDER BY volume DESC, people DESC, member_id
