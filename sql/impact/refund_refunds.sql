-- The refunds with one more, of all that is left of an order.
-- makes: refunds(id, order_id, at, amount) · grain: one row per refund · reads: main.refunds, main.orders, what_if
CREATE VIEW refunds AS
SELECT r.id, r.order_id, r.at, r.amount FROM main.refunds r
UNION ALL
SELECT 'what if', o.id, w.as_of, o.amount FROM main.orders o JOIN what_if w ON w.order_id = o.id
