-- Entries and breakage of the peer match (R5). mode: part
SELECT 'peer' AS kind, source, payee, seq, day, CAST(sum(amount) AS BIGINT) AS amount
FROM paid_peer
WHERE payee IS NOT NULL AND amount > 0
GROUP BY source, payee, seq, day
UNION ALL
SELECT 'peer', '', NULL, seq, day, amount FROM (
  SELECT seq, day, CAST(sum(aside - CASE WHEN payee IS NULL THEN 0 ELSE amount END) AS BIGINT) AS amount
  FROM paid_peer
  GROUP BY seq, day
) x
WHERE amount > 0
