// Says of every delivery that it is loaded.
// mode: write
MATCH (d:Delivery)
SET d.state = 'done'
