// Every link with its properties and both ends; for comparing whole graphs.
// mode: read
MATCH (a)-[r]->(b)
RETURN labels(a) AS labels, a.id AS id, type(r) AS type, properties(r) AS properties, labels(b) AS other_labels, b.id AS other
