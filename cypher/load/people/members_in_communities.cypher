// Puts new members into the communities they buy in.
// mode: write
// $rows: maps with member_id and community_id
UNWIND $rows AS row
MATCH (m:Member {id: row.member_id})
MATCH (c:Community {id: row.community_id})
MERGE (m)-[:BUYS_IN]->(c)
