-- What a run posts of orders, in their order: the part of some payees and some orders. mode: read · after: changes/entry_changes
-- {payees}, {orders}: 0 or 1: which half of them
SELECT order_id, kind, source, payee_id, day, amount
FROM entry_changes
WHERE order_id <> '' AND CASE WHEN substring(md5(payee_id), 1, 1) < '8' THEN 0 ELSE 1 END = {payees}
  AND CASE WHEN substring(md5(order_id), 1, 1) < '8' THEN 0 ELSE 1 END = {orders}
ORDER BY order_id
