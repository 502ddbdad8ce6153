-- The members to whom a run posts what hangs on no order. mode: read · after: changes/entry_changes
SELECT DISTINCT payee_id FROM entry_changes WHERE order_id = ''
