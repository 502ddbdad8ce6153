// Puts new orders into the buying groups they belong to.
// mode: write
// $rows: maps with order_id and group_id
UNWIND $rows AS row
MATCH (o:Order {id: row.order_id})
MATCH (g:Group {id: row.group_id})
MERGE (o)-[:IN_GROUP]->(g)
