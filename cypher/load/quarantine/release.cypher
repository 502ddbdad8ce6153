// Takes rows out of the quarantine, because a row with their key is loaded by the same transaction.
// mode: write
// $ids: list of texts
UNWIND $ids AS id
MATCH (q:Quarantined {id: id})
DELETE q
