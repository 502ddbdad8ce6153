-- What a run posts of totals of many orders by one kind, in their order. mode: read · after: changes/entry_changes
-- {kind}: a kind that pays totals
SELECT source, payee_id, day, amount
FROM entry_changes
WHERE order_id = '' AND pool = '' AND kind = '{kind}'
ORDER BY source
