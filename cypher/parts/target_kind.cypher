// What an entry hangs on: an order, a pool's day, or a total: a month, a buying group, an adjustment.
// mode: part · shape: expression
// takes: target · returns: order, pool, month, group or adjustment
CASE WHEN target:Pool THEN 'pool' WHEN target:Month THEN 'month' WHEN target:Success THEN 'group' WHEN target:Total THEN 'adjustment'
  ELSE 'order' END
