// The loaded facts among these, with the properties that columns are kept in.
// mode: read · grain: one row per fact
// $label: of the table, or of its withdrawn facts · $ids: list of texts · $properties: list of names
// returns: id; cells: their values, in the order of $properties
UNWIND $ids AS id
MATCH (n:$($label) {id: id})
RETURN n.id AS id, [name IN $properties | n[name]] AS cells
