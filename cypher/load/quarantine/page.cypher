// The rows that were delivered and not loaded, with every reason; they belong to no run.
// mode: read · grain: one row per quarantined row
// $table: name of the table, empty for all
MATCH (q:Quarantined)
WHERE $table = '' OR q.table = $table
RETURN q.table AS table, q.file AS file, q.row AS row, q.key AS key, q.reasons AS reasons,
       q.delivered AS delivered
ORDER BY table, file, row, key, q.id
