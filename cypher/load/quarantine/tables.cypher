// What waits as it was delivered, to be mended: by table, file, row and key.
// mode: read
// $table: only this table, "" for all
MATCH (q:Quarantined) WHERE $table = '' OR q.table = $table
RETURN q.table AS table, q.payload AS payload, q.reasons AS reasons, q.file AS file, q.row AS row, q.delivered AS delivered
ORDER BY table, file, row, q.key
