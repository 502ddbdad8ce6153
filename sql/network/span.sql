-- When the first and the last order were paid, 0 without any. mode: read · reads: orders
SELECT coalesce(min(at), 0), coalesce(max(at), 0) FROM orders
