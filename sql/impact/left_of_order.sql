-- What is left of an order after its refunds as of the run, in minor units; no row where there is no such order.
-- mode: read · reads: main.orders, main.refunds, what_if
SELECT o.amount - coalesce(CAST(sum(r.amount) AS BIGINT), 0) AS net
FROM main.orders o
JOIN what_if w ON w.order_id = o.id AND o.at <= w.as_of
LEFT JOIN main.refunds r ON r.order_id = o.id AND r.at <= w.as_of
GROUP BY o.id, o.amount
