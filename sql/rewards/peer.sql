-- Peer match (R5): a share of each matched entry to the earner's mentor, which is its team owner, and to the mentor's mentor and
-- so on, if earner and payee are of their ranks before the order. It is rounded down once; what it sets aside is its share
-- of what the kind sets aside.
-- makes: paid_peer(seq, day, source, payee, amount, aside) · grain: one row per order, matched kind and generation
-- reads: plan_peer · after: rewards/direct, rewards/override, rewards/mentors · {mentors}: all generations of them
CREATE TABLE paid_peer AS
SELECT
  e.seq,
  e.day,
  e.source,
  CASE WHEN (r.earner_rank = 0 OR a.m IS NOT NULL) AND (r.payee_rank = 0 OR b.m IS NOT NULL) THEN w.mentor END AS payee,
  CAST((CAST(e.amount AS DECIMAL(38, 0)) * r.numerator) div r.denominator AS BIGINT) AS amount,
  CAST((CAST(e.aside AS DECIMAL(38, 0)) * r.numerator) div r.denominator AS BIGINT) AS aside
FROM (
  SELECT seq, day, plan, payee, amount, aside, 'direct' AS source FROM paid_direct
  UNION ALL
  SELECT seq, day, plan, payee, amount, aside, 'override' FROM paid_override
) e
JOIN plan_peer r ON r.plan = e.plan AND r.source = e.source
LEFT JOIN ({mentors}) w ON w.m = e.payee AND w.generation = r.generation AND w.since <= e.seq
LEFT JOIN held a ON a.m = e.payee AND a.rank = r.earner_rank AND a.since < e.seq AND a.until > e.seq
LEFT JOIN held b ON b.m = w.mentor AND b.rank = r.payee_rank AND b.since < e.seq AND b.until > e.seq
