-- What members earned on each order. makes: order_rewards(order_id, amount) · grain: one row per order · after: changes/ledger
CREATE TABLE order_rewards AS
SELECT order_id, CAST(sum(amount) AS BIGINT) AS amount
FROM ledger
WHERE order_id <> '' AND payee_id <> ''
GROUP BY order_id
