-- What the plan sets aside of each order for each kind (R9), and source where these are apart: shares of the plan's amounts by what was
-- bought and by what rewards are shares of, each rounded down.
-- makes: set_asides(seq, kind, source, planned) · grain: one row per order, kind and source · reads: asides, aside_amounts, aside_shares
-- {packages}: how many packages the plan has: behind them come the bases · minor units
CREATE TABLE set_asides AS
SELECT
  b.seq, a.kind, a.source,
  CAST(sum(CAST((CAST(b.base AS DECIMAL(38, 0)) * s.over_part) div s.under_part AS BIGINT)) AS BIGINT) AS planned
FROM (
  SELECT o.seq, a.number, m.part, CAST(sum(v.value * m.amount) AS BIGINT) AS base
  FROM (
    SELECT order_id, package AS place, number AS value FROM package_lines
    UNION ALL
    SELECT order_id, {packages} + basis, amount FROM order_bases
  ) v
  JOIN package_orders o ON o.order_id = v.order_id
  JOIN asides a ON o.at >= a.starts AND o.at < a.ends
  JOIN aside_amounts m ON m.number = a.number AND m.place = v.place
  GROUP BY o.seq, a.number, m.part
) b
JOIN asides a ON a.number = b.number
JOIN aside_shares s ON s.number = b.number
GROUP BY b.seq, a.kind, a.source
