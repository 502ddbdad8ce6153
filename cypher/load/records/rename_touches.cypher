// Replaces the channel of loaded touches.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Touch {id: row.touch_id})
SET n.channel = row.channel
