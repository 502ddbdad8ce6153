-- Peer match (R5): a share of each matched entry to the earner's mentor, which is its team owner, if both are of their
-- ranks before the order. It is rounded down once; what it sets aside is its share of what the kind sets aside.
-- makes: paid_peer(seq, day, source, payee, amount, aside) · grain: one row per order and matched kind
-- reads: plan_peer · after: nightly/rewards/direct, nightly/rewards/override · {round}: of the last `teams/owners`
CREATE TABLE paid_peer AS
SELECT
  e.seq,
  e.day,
  e.source,
  CASE WHEN w.owner IS NOT NULL AND f.since < e.seq
    AND (r.earner_rank = 0 OR a.since < e.seq) AND (r.payee_rank = 0 OR b.since < e.seq) THEN w.owner END AS payee,
  CAST((CAST(e.amount AS DECIMAL(38, 0)) * r.numerator) div r.denominator AS BIGINT) AS amount,
  CAST((CAST(e.aside AS DECIMAL(38, 0)) * r.numerator) div r.denominator AS BIGINT) AS aside
FROM (
  SELECT seq, day, plan, payee, amount, aside, 'direct' AS source FROM paid_direct
  UNION ALL
  SELECT seq, day, plan, payee, amount, aside, 'override' FROM paid_override
) e
JOIN plan_peer r ON r.plan = e.plan AND r.source = e.source
LEFT JOIN since_1 f ON f.m = e.payee
LEFT JOIN owners_{round} w ON w.m = e.payee
LEFT JOIN since a ON a.m = e.payee AND a.rank = r.earner_rank
LEFT JOIN since b ON b.m = w.owner AND b.rank = r.payee_rank
