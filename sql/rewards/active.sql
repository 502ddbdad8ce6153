-- Who was active enough: of those asked for by a kind, members whose own orders in the time before an order, that order
-- included, come to enough.
-- makes: active_{kind}(seq, payee, span, own) · grain: one row per order, payee and condition that is met
-- after: network/own_orders, network/clock · {kind}: direct, override or level · span: microseconds · own: minor units
CREATE TABLE active_{kind} AS
SELECT c.seq, c.payee, c.span, c.own
FROM (SELECT DISTINCT seq, payee, span, own FROM candidates_{kind} WHERE own > 0) c
JOIN package_orders o ON o.seq = c.seq
JOIN own_orders e ON e.m = c.payee
WHERE e.at >= o.at - c.span AND (e.at < o.at OR (e.at = o.at AND e.order_id <= o.order_id))
GROUP BY c.seq, c.payee, c.span, c.own
HAVING sum(e.net) >= c.own
