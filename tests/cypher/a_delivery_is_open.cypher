// Makes a delivery one whose load was killed.
// mode: write
MATCH (d:Delivery) WITH d LIMIT 1
SET d.state = 'open'
