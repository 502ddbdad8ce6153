// The names of some products.
// mode: read · grain: one row per product that is there
// $products: product ids
MATCH (p:Product) WHERE p.id IN $products
RETURN p.id AS id, p.name AS name
