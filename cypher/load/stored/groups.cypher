// The loaded buying groups among these.
// mode: read
// $ids: list of texts
UNWIND $ids AS id
MATCH (n:Group {id: id})-[:LED_BY]->(m:Member)
RETURN n.id AS group_id, m.id AS leader_id, n.opens AS opened_at, n.closes AS closes_at
