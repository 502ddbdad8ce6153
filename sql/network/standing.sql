-- Orders that stand as of the run: refunds that reach the amount make an order as if it had never been placed.
-- makes: standing(order_id, buyer_id, at, day, net) · grain: one row per order · reads: orders, refunds, zone_spans
-- {as_of}: microseconds UTC · day: days since 1970 in the plan's zone · net: minor units
CREATE TEMPORARY VIEW standing AS
SELECT
  o.id AS order_id,
  o.buyer_id,
  o.at,
  (o.at + z.shift) div 86400000000 AS day,
  o.amount - coalesce(r.amount, 0) AS net
FROM orders o
JOIN zone_spans z ON o.at >= z.starts AND o.at < z.ends
LEFT JOIN (
  SELECT order_id, CAST(sum(amount) AS BIGINT) AS amount FROM refunds WHERE at <= {as_of} GROUP BY order_id
) r ON r.order_id = o.id
WHERE o.at <= {as_of} AND o.amount > coalesce(r.amount, 0)
