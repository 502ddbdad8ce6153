-- Standing orders of members, for what asks how active somebody is.
-- makes: own_orders(m, order_id, at, net) · grain: one row per order · after: network/members, network/standing
CREATE VIEW own_orders AS
SELECT a.m, o.order_id, o.at, o.net FROM standing o JOIN mem a ON a.id = o.buyer_id
