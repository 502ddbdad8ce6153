// Every community with its owner, for calculations outside of the graph.
// mode: read · grain: one row per community
MATCH (n:Community)<-[:OWNS]-(m:Member)
RETURN n.id AS id, m.id AS owner_id
