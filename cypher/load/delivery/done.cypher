// Notes that all of a delivery is loaded.
// mode: write
// $id: hash of its contents · $counts: JSON, table to counts · $facts: JSON, table to how many facts there must be now
MATCH (d:Delivery {id: $id})
SET d.state = 'done', d.counts = $counts, d.facts = $facts
