// Why the rows of one key wait.
// mode: read · grain: one row per quarantined row
// $table: name of the table · $key: key of the rows
MATCH (q:Quarantined {table: $table}) WHERE q.key = $key
RETURN q.reasons AS reasons ORDER BY q.id
