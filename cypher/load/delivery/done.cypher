// Notes that all of a delivery is loaded.
// mode: write
// $id: hash of its contents · $counts: JSON, table to counts
MATCH (d:Delivery {id: $id})
SET d.state = 'done', d.counts = $counts
