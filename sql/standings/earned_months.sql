-- Earned and held by month of the entries' day: the share of each entry is rounded down by itself (R8), and
-- entries wait for the receipt of their order (R10): `waiting`, which is in `held`.
-- makes: earned_months(m, month, earned, held, waiting) · grain: one row per member and month with entries
-- reads: fund_kinds, plan_holds, orders · after: rewards/due, rewards/totals, rewards/adjustments, pools/shares, standings/released · {numerator}, {denominator}: the fund's share
-- {as_of}: microseconds UTC
CREATE TABLE earned_months AS
SELECT
  e.m,
  year(e.on_day) * 12 + month(e.on_day) - 1 AS month,
  CAST(sum(e.amount) AS BIGINT) AS earned,
  CAST(sum(e.waiting + CASE WHEN r.m IS NULL THEN e.share ELSE 0 END) AS BIGINT) AS held,
  CAST(sum(e.waiting) AS BIGINT) AS waiting
FROM (
  SELECT
    d.payee AS m,
    CAST(date_add(DATE '1970-01-01', CAST(d.day AS INT)) AS DATE) AS on_day,
    d.amount,
    CASE WHEN k.kind IS NULL THEN 0
      ELSE CAST((CAST(d.amount AS DECIMAL(38, 0)) * {numerator}) div {denominator} AS BIGINT) END AS share,
    CASE WHEN h.kind IS NULL THEN 0 ELSE d.amount END AS waiting
  FROM due d
  LEFT JOIN fund_kinds k ON k.kind = d.kind
  LEFT JOIN (
    SELECT p.seq, n.kind
    FROM package_orders p
    JOIN plan_holds n ON p.at >= n.starts AND p.at < n.ends
    JOIN orders t ON t.id = p.order_id
    WHERE t.received IS NULL OR t.received + n.span > {as_of}
  ) h ON h.kind = d.kind AND h.seq = d.seq
  WHERE d.payee IS NOT NULL
  UNION ALL
  SELECT m, CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE), amount, 0, 0 FROM shares
  UNION ALL
  SELECT payee, CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE), amount, 0, 0 FROM totals_due
  UNION ALL
  SELECT payee, day, amount, 0, 0 FROM adjusted
) e
LEFT JOIN released r ON r.m = e.m
GROUP BY 1, 2
