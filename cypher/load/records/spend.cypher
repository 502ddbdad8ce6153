// Creates spend.
// mode: write
// $rows: maps with the columns of the table, and id · $next_run: published run + 1
UNWIND $rows AS row
MERGE (n:Spend {id: row.id})
ON CREATE SET n.from_run = $next_run
SET n.day = row.day, n.channel = row.channel, n.kind = row.kind, n.amount = row.amount
