-- What a run posts of totals of many orders, in their order. mode: read · after: changes/entry_changes
SELECT kind, source, payee_id, day, amount FROM entry_changes WHERE order_id = '' AND pool = '' ORDER BY kind, source
