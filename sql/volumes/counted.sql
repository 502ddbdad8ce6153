-- What brackets count by month (R11) begins with the member's own: of its orders, and of those of customers of owned communities, what
-- falls on lines that count in the month, rounded down per order. An order without lines has none that is named or excepted.
-- makes: counted_0(m, month, volume, active) · grain: one row per member and month with orders · active: 0, who bought is in `volumes/months` already
-- reads: lines, products, customers, communities, company_months, plan_windows, plan_brackets, plan_bracket_products
-- reads: plan_bracket_categories, plan_packages · after: network/members, network/standing
CREATE TABLE counted_0 AS
SELECT m, month, CAST(sum(volume) AS BIGINT) AS volume, CAST(0 AS BIGINT) AS active FROM (
  SELECT
    coalesce(a.m, w.m) AS m,
    s.month,
    CASE
      WHEN l.every > 0 THEN CAST((CAST(s.net AS DECIMAL(38, 0)) * l.counted) div l.every AS BIGINT)
      WHEN b.named = 0 THEN s.net
      ELSE 0
    END AS volume
  FROM (
    SELECT order_id, buyer_id, net, year(on_day) * 12 + month(on_day) - 1 AS month
    FROM (
      SELECT order_id, buyer_id, net, CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE) AS on_day FROM standing
    ) o
  ) s
  JOIN company_months c ON c.month = s.month
  JOIN plan_windows p ON c.starts >= p.starts AND c.starts < p.ends
  JOIN plan_brackets b ON b.plan = p.plan
  LEFT JOIN mem a ON a.id = s.buyer_id
  LEFT JOIN customers u ON u.id = s.buyer_id
  LEFT JOIN communities k ON k.id = u.community_id
  LEFT JOIN mem w ON w.id = k.owner_id
  LEFT JOIN (
    SELECT
      n.order_id,
      x.plan,
      CAST(sum(n.amount) AS BIGINT) AS every,
      CAST(sum(CASE
        WHEN (x.named = 0 OR f.product_id IS NOT NULL OR g.category IS NOT NULL) AND (x.rest = 0 OR q.product_id IS NULL)
        THEN n.amount ELSE 0 END) AS BIGINT) AS counted
    FROM lines n
    CROSS JOIN (SELECT plan, named, rest FROM plan_brackets WHERE named = 1 OR rest = 1) x
    LEFT JOIN products d ON d.id = n.product_id
    LEFT JOIN plan_bracket_products f ON f.plan = x.plan AND f.product_id = n.product_id
    LEFT JOIN plan_bracket_categories g ON g.plan = x.plan AND g.category = d.category
    LEFT JOIN plan_packages q ON q.product_id = n.product_id
    GROUP BY n.order_id, x.plan
  ) l ON l.order_id = s.order_id AND l.plan = b.plan
) y
WHERE m IS NOT NULL AND volume > 0
GROUP BY m, month
