// Puts rows into the quarantine. The same row delivered again stays one; its place and time are the latest.
// mode: write
// $rows: maps with qid, table, key, payload, reasons, file, row · $delivered: microseconds
UNWIND $rows AS row
MERGE (q:Quarantined {id: row.qid})
SET q.table = row.table, q.key = row.key, q.payload = row.payload, q.reasons = row.reasons, q.file = row.file,
    q.row = row.row, q.delivered = $delivered
