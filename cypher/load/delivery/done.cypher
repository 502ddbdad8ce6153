// Notes that all of a delivery is loaded, and which manifest names the facts that are kept as files with it.
// mode: write
// $id: hash of its contents · $counts: JSON, table to counts · $facts: JSON, table to how many facts there must be now · $manifest: its name, null for none · $ties: JSON, as in load/fact_files/keep, null for none · $origin: of what databases it was read, null for none · $begun: microseconds, when that began
MATCH (d:Delivery {id: $id}), (l:Ledger {id: 'upline'})
SET d.state = 'done', d.counts = $counts, d.facts = $facts, d.origin = coalesce($origin, d.origin),
    d.begun = coalesce($begun, d.begun), l.facts = $manifest, l.ties = $ties
