// Names the manifest of the facts that are kept as files: they are those of the graph.
// mode: write
// $manifest: its name · $ties: JSON, table to rows, amount in minor units, hash
MATCH (l:Ledger {id: 'upline'})
SET l.facts = $manifest, l.ties = $ties
