// Every node with its properties; for comparing whole graphs.
// mode: read
MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties
