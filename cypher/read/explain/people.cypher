// Single members in a run: since when each rank is held, when any was lost, and who owns the team.
// mode: read · grain: one row per member
// $members: member ids
// $run: number of the run
UNWIND $members AS id
MATCH (m:Member {id: id}) WHERE m.from_run <= $run
OPTIONAL MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
               (v WHERE v.from_run <= $run AND v.to_run > $run)
OPTIONAL MATCH (m)-[t:IN_TEAM_OF WHERE t.from_run <= $run AND t.to_run > $run]->(owner:Member)
RETURN m.id AS id, m.name AS name, v.since AS since, v.lapses AS lapses, owner.id AS owner_id
