// Replaces names, channels and categories of loaded facts, and fills in what was empty; the rest is as it was, also when an order of
// a group counts (R12). A receipt that is filled in counts from the next run on (`received_run`).
// mode: write
// $label: of the table · $rows: maps with id, and properties: a map
UNWIND $rows AS row
MATCH (n:$($label) {id: row.id})
OPTIONAL MATCH (l:Ledger {id: 'upline'})
WITH n, row, CASE WHEN n.paid IS NULL THEN {} ELSE {at: n.at} END AS moved,
     CASE WHEN n.received IS NULL AND row.properties.received IS NOT NULL
               THEN {received_run: coalesce(l.published, 0) + 1} ELSE {} END AS receipt
SET n += row.properties, n += moved, n += receipt
