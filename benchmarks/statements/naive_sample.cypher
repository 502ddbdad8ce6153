// The same from some members only, where all would take too long.
// mode: read
// $ids: their ids
UNWIND $ids AS id
MATCH (m:Member {id: id})
OPTIONAL MATCH (m)<-[:SPONSORED_BY*1..]-(t:Member)-[:PLACED]->(o:Order)
RETURN m.id AS member_id, coalesce(sum(o.amount), 0) AS team
