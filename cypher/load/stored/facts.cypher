// The loaded facts among these, with the properties that columns are kept in. When an order counts may be another time than when it
// was paid (R12): that is `paid` then.
// mode: read · grain: one row per fact
// $label: of the table, or of its withdrawn facts · $ids: list of texts · $properties: list of names
// returns: id; cells: their values, in the order of $properties
UNWIND $ids AS id
MATCH (n:$($label) {id: id})
RETURN n.id AS id, [name IN $properties | CASE WHEN name = 'at' THEN coalesce(n.paid, n.at) ELSE n[name] END] AS cells
