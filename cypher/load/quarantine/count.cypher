// How many rows of a table wait.
// mode: read
// $table: name of the table · $key: key of the rows, null for all of the table
MATCH (q:Quarantined {table: $table}) WHERE $key IS NULL OR q.key = $key
RETURN count(q) AS rows
