// Replaces the name and channel of loaded members.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Member {id: row.member_id})
SET n.name = row.name, n.channel = row.channel
