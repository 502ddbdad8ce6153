// Whether a payee's own standing orders in the time up to an order, that one included, are worth enough ("Earning while
// active"). A plan that asks for none reads none.
// mode: part · shape: expression
// takes: o; payee; span: microseconds, null where nothing is asked for; own: minor units · returns: boolean
span IS NULL OR EXISTS { MATCH (payee)-[:PLACED]->(e:Order)
  WHERE o.at - span <= e.at <= o.at AND (e.at < o.at OR e.id <= o.id)
  WITH sum(coalesce(e.net, e.amount)) AS volume WHERE volume >= own RETURN volume }
