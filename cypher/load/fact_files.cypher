// name: kept
// The name of the manifest of the facts that are kept as files, and what ties them to the graph; null while there are none.
// mode: read · returns: manifest, ties (JSON: table to rows, amount in minor units, hash)
OPTIONAL MATCH (l:Ledger {id: 'upline'})
RETURN l.facts AS manifest, l.ties AS ties

// name: keep
// Names the manifest of the facts that are kept as files: they are those of the graph.
// mode: write
// $manifest: its name · $ties: JSON, table to rows, amount in minor units, hash
MATCH (l:Ledger {id: 'upline'})
SET l.facts = $manifest, l.ties = $ties

// name: sums
// How many facts of each table the SQL engine must read, and their amounts in minor units: what files are tied to.
// mode: read · returns: one row; per table the number of rows, and ..._amount
RETURN COUNT { (:Member) } AS members, COUNT { (:Customer) } AS customers, COUNT { ()-[:OWNS]->() } AS communities,
       COUNT { (:Product) } AS products,
       COUNT { (:Order) } AS orders, COUNT { ()-[:CONTAINS]->() } AS lines, COUNT { (:Refund) } AS refunds,
       COUNT { (:Correction) } AS corrections, COUNT { (:Opening) } AS openings,
       COUNT { (:Group) } AS groups, COUNT { (:Adjustment) } AS adjustments, COUNT { (:Withdrawal) } AS withdrawals,
       COLLECT { MATCH (o:Order) RETURN sum(o.amount) }[0] AS orders_amount,
       COLLECT { MATCH ()-[c:CONTAINS]->() RETURN sum(c.amount) }[0] AS lines_amount,
       COLLECT { MATCH (f:Refund) RETURN sum(f.amount) }[0] AS refunds_amount,
       COLLECT { MATCH (a:Adjustment) RETURN sum(a.amount) }[0] AS adjustments_amount,
       COLLECT { MATCH (w:Withdrawal) RETURN sum(w.amount) }[0] AS withdrawals_amount
