// Every product with its category, for calculations outside of the graph.
// mode: read · grain: one row per product
MATCH (n:Product)
RETURN n.id AS id, n.category AS category
