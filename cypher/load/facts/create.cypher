// Creates facts of a table. One that is there already is half of an interrupted load, and is made whole.
// mode: write
// $label: of the table · $rows: maps with id, and properties: a map · $next_run: published run + 1, null where its facts are not counted
UNWIND $rows AS row
MERGE (n:$($label) {id: row.id})
ON CREATE SET n.from_run = $next_run
SET n += row.properties
