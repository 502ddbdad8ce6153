// What the loaded facts among these are linked with.
// mode: read · grain: one row per fact and link
// $label: of the table · $types: list of types of links · $ids: list of texts
UNWIND $ids AS id
MATCH (n:$($label) {id: id})-[r:$any($types)]-(o)
RETURN DISTINCT n.id AS id, type(r) AS type, o.id AS other
