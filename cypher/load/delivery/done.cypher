// Notes that all of a delivery is loaded, and which manifest names the facts that are kept as files with it.
// mode: write
// $id: hash of its contents · $counts: JSON, table to counts · $facts: JSON, table to how many facts there must be now · $manifest: its name, null for none · $ties: JSON, as in load/fact_files/keep, null for none
MATCH (d:Delivery {id: $id}), (l:Ledger {id: 'upline'})
SET d.state = 'done', d.counts = $counts, d.facts = $facts, l.facts = $manifest, l.ties = $ties
