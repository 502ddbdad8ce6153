-- Orders that were paid by the time of the run, less what was refunded of them; those of which nothing is left are not there.
-- makes: paid(order_id, buyer_id, group_id, at, net) · grain: one row per order · reads: orders, refunds
-- {as_of}: microseconds UTC · net: minor units
CREATE VIEW paid AS
SELECT o.id AS order_id, o.buyer_id, o.group_id, o.at, o.amount - coalesce(r.amount, 0) AS net
FROM orders o
LEFT JOIN (
  SELECT order_id, CAST(sum(amount) AS BIGINT) AS amount FROM refunds WHERE at <= {as_of} GROUP BY order_id
) r ON r.order_id = o.id
WHERE o.at <= {as_of} AND o.amount > coalesce(r.amount, 0)
