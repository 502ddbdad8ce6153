// Creates communities without their owner, whom their own members come before. Only `owners` makes them loaded.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MERGE (n:Community {id: row.community_id})
SET n.name = row.name, n.channel = row.channel
