-- Entries and breakage of the differential (R6). mode: part
SELECT 'differential' AS kind, '' AS source, payee, seq, day, amount FROM paid_differential
UNION ALL
SELECT 'differential', '', NULL, seq, day, amount FROM (
  SELECT a.seq, a.day, a.aside - coalesce(p.amount, 0) AS amount
  FROM aside_differential a
  LEFT JOIN (
    SELECT seq, CAST(sum(amount) AS BIGINT) AS amount FROM paid_differential GROUP BY seq
  ) p ON p.seq = a.seq
) y
WHERE amount > 0
