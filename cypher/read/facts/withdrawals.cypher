// Every withdrawal, for calculations outside of the graph.
// mode: read · grain: one row per withdrawal
MATCH (n:Withdrawal)-[:WITHDRAWN_BY]->(m:Member)
RETURN n.id AS id, m.id AS member_id, n.at AS at, n.amount AS amount
