-- Entries of brackets (R11): of a month, without an order. mode: part
SELECT 'bracket' AS kind,
  concat(CAST(month div 12 AS STRING), '-', lpad(CAST(month % 12 + 1 AS STRING), 2, '0')) AS source,
  m AS payee, day, amount
FROM paid_bracket
WHERE amount > 0
