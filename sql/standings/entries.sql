-- The ledger that should stand: every entry with the ids of what it names, days as text.
-- makes: entries(kind, source, payee_id, order_id, rank, day, amount) · grain: one row per entry
CREATE TABLE entries AS
SELECT
  d.kind, d.source, coalesce(a.id, '') AS payee_id, o.order_id, -1 AS rank,
  CAST(CAST(date_add(DATE '1970-01-01', CAST(d.day AS INT)) AS DATE) AS STRING) AS day, d.amount
FROM due d
JOIN package_orders o ON o.seq = d.seq
LEFT JOIN mem a ON a.m = d.payee
UNION ALL
SELECT
  'pool', '', a.id, '', s.rank, CAST(CAST(date_add(DATE '1970-01-01', CAST(s.day AS INT)) AS DATE) AS STRING), s.amount
FROM shares s
JOIN mem a ON a.m = s.m
UNION ALL
SELECT
  t.kind, t.source, a.id, '', -1, CAST(CAST(date_add(DATE '1970-01-01', CAST(t.day AS INT)) AS DATE) AS STRING), t.amount
FROM totals_due t
JOIN mem a ON a.m = t.payee
UNION ALL
SELECT 'adjustment', j.source, a.id, '', -1, CAST(j.day AS STRING), j.amount
FROM adjusted j
JOIN mem a ON a.m = j.payee
