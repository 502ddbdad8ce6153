// Writes waiting rows in the form of a later version. A row whose payload is another gets the id that goes with it.
// mode: write
// $rows: maps with qid, new_qid, payload, reasons
UNWIND $rows AS row
MATCH (q:Quarantined {id: row.qid})
SET q.id = row.new_qid, q.payload = row.payload, q.reasons = row.reasons
