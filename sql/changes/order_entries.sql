-- What a run posts of orders, in their order. mode: read · after: changes/entry_changes
SELECT order_id, kind, source, payee_id, day, amount FROM entry_changes WHERE order_id <> '' ORDER BY order_id
