// Gives withdrawn facts back what they are, as they were delivered last, but for their links, which are made anew. What they were is
// kept before (load/withdrawals).
// mode: write
// $label: of the table · $withdrawn: label of its withdrawn facts · $links: types of its links · $rows: maps with id, and properties: a map
UNWIND $rows AS row
MATCH (n:$($withdrawn) {id: row.id})
OPTIONAL MATCH (n)-[old:$any($links)]-()
DELETE old
WITH DISTINCT n, row
SET n:$($label), n += row.properties, n += {to_run: null, paid: null}
REMOVE n:$($withdrawn)
