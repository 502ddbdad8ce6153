-- By which channel the buyers of orders came, where they came by one. makes: order_channels(order_id, channel) · grain: one row per order
-- reads: orders, channels, withdrawn_channels (those of orders that were withdrawn)
CREATE VIEW order_channels AS
SELECT o.id AS order_id, c.channel FROM orders o JOIN channels c ON c.id = o.buyer_id
UNION ALL
SELECT order_id, channel FROM withdrawn_channels
