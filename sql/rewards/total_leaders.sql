-- Entries of leaders (R12): of a group, without an order. mode: part
SELECT 'leader' AS kind, source, payee, day, amount
FROM paid_leader
WHERE amount > 0
