// Gives orders an amount that an older version would have loaded, and that no sum can take.
// mode: write
// $ids: ids of orders · $amount: minor units
UNWIND $ids AS id
MATCH (o:Order {id: id})
SET o.amount = $amount
