// The rows of a delivery that wait: where each is, and why.
// mode: read · grain: one row per quarantined row
// $id: hash of the contents of the delivery
// returns: file, row, reasons, delivered (microseconds)
MATCH (d:Delivery {id: $id})
MATCH (q:Quarantined) WHERE q.delivered = d.delivered
RETURN q.file AS file, q.row AS row, q.reasons AS reasons, q.delivered AS delivered
ORDER BY file, row
