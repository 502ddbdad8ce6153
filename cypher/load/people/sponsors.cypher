// Puts new members below the sponsors they were delivered with.
// mode: write
// $rows: maps with member_id and sponsor_id · $next_run: published run + 1 · $open: to_run of an open version
UNWIND $rows AS row
MATCH (m:Member {id: row.member_id}) WHERE NOT EXISTS { (m)-[:SPONSORED_BY]->() }
MATCH (s:Member {id: row.sponsor_id})
CREATE (m)-[:SPONSORED_BY {from_run: $next_run, to_run: $open}]->(s)
