// Creates buying groups.
// mode: write
// $rows: maps with the columns of the table
UNWIND $rows AS row
OPTIONAL MATCH (old:Group {id: row.group_id})
WITH row WHERE old IS NULL
MATCH (m:Member {id: row.leader_id})
CREATE (:Group {id: row.group_id, opens: row.opened_at, closes: row.closes_at})-[:LED_BY]->(m)
