// Team volumes as one would first write them: from each member, everybody below, and their orders.
// mode: read
MATCH (m:Member)
OPTIONAL MATCH (m)<-[:SPONSORED_BY*1..]-(t:Member)-[:PLACED]->(o:Order)
RETURN m.id AS member_id, coalesce(sum(o.amount), 0) AS team
