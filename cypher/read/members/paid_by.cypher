// Whether an order paid a member, with what was taken back of it.
// mode: read · returns: one row
// $member: member id · $order: order id
// $run: number of the run
RETURN EXISTS {
  MATCH (:Member {id: $member})-[e:EARNED WHERE e.run <= $run]->(t)
  WHERE t.id = $order AND NOT t:Pool AND NOT t:Total
} AS paid
