// The deliveries, and the mark of what changed since the published run.
// mode: read
CALL () {
  MATCH (d:Delivery) RETURN d.id AS id, d.state AS state
  UNION ALL
  MATCH (l:Ledger) RETURN 'dirty' AS id, l.dirty AS state
}
RETURN id, state ORDER BY id
