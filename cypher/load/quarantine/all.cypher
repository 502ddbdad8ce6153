// Everything that waits, in no order: to sort it here would take the memory of all of it at once.
// mode: read
MATCH (q:Quarantined)
RETURN q.id AS qid, q.table AS table, q.key AS key, q.payload AS payload, q.reasons AS reasons, q.file AS file,
       q.row AS row, q.delivered AS delivered
