// Throws waiting rows of a table away.
// mode: batched
// $table: name of the table · $key: key of the rows, null for all of the table
MATCH (q:Quarantined {table: $table}) WHERE $key IS NULL OR q.key = $key
CALL (q) { DELETE q } IN TRANSACTIONS OF 10000 ROWS
