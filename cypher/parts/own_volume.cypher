// The net amount of a member's own standing orders in the time up to an order, that one included ("Earning while active").
// mode: part · shape: expression
// takes: o; payee; span: microseconds · returns: minor units
reduce(t = 0, net IN COLLECT { MATCH (payee)-[:PLACED]->(e:Order)
  WHERE o.at - span <= e.at <= o.at AND (e.at < o.at OR e.id <= o.id) RETURN coalesce(e.net, e.amount) } | t + net)
