// Replaces the name and channel of loaded communities.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Community {id: row.community_id})
SET n.name = row.name, n.channel = row.channel
