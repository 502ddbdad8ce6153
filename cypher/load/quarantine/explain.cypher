// Says anew why rows wait: what they wait for has changed.
// mode: write
// $rows: maps with qid, reasons
UNWIND $rows AS row
MATCH (q:Quarantined {id: row.qid})
SET q.reasons = row.reasons
