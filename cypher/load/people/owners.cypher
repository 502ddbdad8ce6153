// Gives communities their owner; from now on they are loaded.
// mode: write
// $rows: maps with the columns of communities
UNWIND $rows AS row
MATCH (n:Community {id: row.community_id})
MATCH (m:Member {id: row.owner_id})
MERGE (m)-[:OWNS]->(n)
