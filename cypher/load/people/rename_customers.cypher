// Replaces the channel of loaded customers.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
MATCH (n:Customer {id: row.customer_id})
SET n.channel = row.channel
