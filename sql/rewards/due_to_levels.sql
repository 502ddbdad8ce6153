-- Entries and breakage of levels (R10), by generation. mode: part
SELECT 'level' AS kind, CAST(generation AS STRING) AS source, payee, seq, day, amount FROM paid_level
UNION ALL
SELECT 'level', CAST(generation AS STRING), NULL, seq, day, amount FROM (
  SELECT a.seq, a.day, a.generation, a.aside - coalesce(p.amount, 0) AS amount
  FROM aside_level a
  LEFT JOIN (
    SELECT seq, generation, CAST(sum(amount) AS BIGINT) AS amount FROM paid_level GROUP BY seq, generation
  ) p ON p.seq = a.seq AND p.generation = a.generation
) y
WHERE amount > 0
