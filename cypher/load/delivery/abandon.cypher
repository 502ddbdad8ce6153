// Closes a delivery whose load did not come to its end: what is loaded of it stays.
// mode: write
// $id: hash of its contents · $now: microseconds · $facts: JSON, table to how many facts there are
MATCH (d:Delivery {id: $id, state: 'open'})
SET d.state = 'abandoned', d.delivered = $now, d.facts = $facts
