-- What a run posts of pools, in their order. mode: read · after: changes/entry_changes
SELECT pool, day, payee_id, amount FROM entry_changes WHERE pool <> '' ORDER BY day, pool
