-- What orders are due (R3-R6), and to nobody what the plan sets aside for a kind less what was paid of it (R9).
-- makes: due(kind, source, payee, seq, day, amount) · grain: one row per entry, no payee is breakage · amount: minor units
CREATE TABLE due AS
SELECT 'direct' AS kind, '' AS source, payee, seq, day, amount FROM paid_direct WHERE amount > 0
UNION ALL
SELECT 'direct', '', NULL, seq, day, aside - amount FROM paid_direct WHERE aside > amount
UNION ALL
SELECT 'override', '', payee, seq, day, amount FROM paid_override WHERE amount > 0
UNION ALL
SELECT 'override', '', NULL, seq, day, aside - amount FROM paid_override WHERE aside > amount
UNION ALL
SELECT 'peer', source, payee, seq, day, amount FROM paid_peer WHERE payee IS NOT NULL AND amount > 0
UNION ALL
SELECT 'peer', '', NULL, seq, day, amount FROM (
  SELECT seq, day, CAST(sum(aside - CASE WHEN payee IS NULL THEN 0 ELSE amount END) AS BIGINT) AS amount
  FROM paid_peer
  GROUP BY seq, day
) x
WHERE amount > 0
UNION ALL
SELECT 'differential', '', payee, seq, day, amount FROM paid_differential
UNION ALL
SELECT 'differential', '', NULL, seq, day, amount FROM (
  SELECT a.seq, a.day, a.aside - coalesce(p.amount, 0) AS amount
  FROM aside_differential a
  LEFT JOIN (
    SELECT seq, CAST(sum(amount) AS BIGINT) AS amount FROM paid_differential GROUP BY seq
  ) p ON p.seq = a.seq
) y
WHERE amount > 0
