// Notes on orders that they have refunds.
// mode: write
// $ids: list of texts
UNWIND $ids AS id
MATCH (o:Order {id: id})
SET o.refunded = true
