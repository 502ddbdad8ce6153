// Everything that waits, in a fixed order.
// mode: read
MATCH (q:Quarantined)
RETURN q.id AS qid, q.table AS table, q.key AS key, q.payload AS payload, q.reasons AS reasons, q.file AS file,
       q.row AS row, q.delivered AS delivered
ORDER BY qid
