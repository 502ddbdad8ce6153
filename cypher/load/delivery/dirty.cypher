// Lowers the earliest point on the clock whose facts changed since the published run.
// mode: write
// $point: see graph.clock
MATCH (l:Ledger {id: 'upline'}) WHERE l.dirty > $point
SET l.dirty = $point
