// Creates spend.
// mode: write
// $rows: maps with the columns of the table, and id
UNWIND $rows AS row
MERGE (n:Spend {id: row.id})
SET n.day = row.day, n.channel = row.channel, n.kind = row.kind, n.amount = row.amount
