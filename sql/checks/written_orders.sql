-- The orders to which a run posts. mode: read · after: changes/entry_changes
SELECT DISTINCT order_id FROM entry_changes WHERE order_id <> ''
