// What an order on the clock puts into a pool (R7): per package, by the plan that pays the order. Minor units.
// mode: part · shape: expression
// takes: o: the order, or a map with its clk and bought; pool: a pool with its amounts · returns: a number, or null
reduce(t = 0, a IN pool.amounts | CASE WHEN a.from <= o.clk < a.until
  THEN reduce(u = t, k IN range(0, size(a.per_package) - 1) | u + a.per_package[k] * o.bought[k]) ELSE t END)
