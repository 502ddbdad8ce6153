// Creates customers.
// mode: write
// $rows: maps with the columns of the table · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Customer {id: row.customer_id})
WITH row WHERE old IS NULL
CREATE (:Customer {id: row.customer_id, joined: row.joined_at, channel: row.channel, from_run: $next_run})
