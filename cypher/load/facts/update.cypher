// Replaces names, channels and categories of loaded facts, and fills in what was empty; the rest is as it was.
// mode: write
// $label: of the table · $rows: maps with id, and properties: a map
UNWIND $rows AS row
MATCH (n:$($label) {id: row.id})
SET n += row.properties
