// The name of the manifest of the facts that are kept as files, and what ties them to the graph; null while there are none.
// mode: read · returns: manifest, ties (JSON: table to rows, amount in minor units, hash)
OPTIONAL MATCH (l:Ledger {id: 'upline'})
RETURN l.facts AS manifest, l.ties AS ties
