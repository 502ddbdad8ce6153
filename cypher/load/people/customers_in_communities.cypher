// Puts new customers into the communities they buy in.
// mode: write
// $rows: maps with customer_id and community_id
UNWIND $rows AS row
MATCH (n:Customer {id: row.customer_id})
MATCH (c:Community {id: row.community_id})
MERGE (n)-[:BUYS_IN]->(c)
