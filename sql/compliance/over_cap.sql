-- Members whose rewards since ever are more than a share of their sales, as read/compliance/over_cap lists them.
-- mode: read · grain: one row per member · reads: ledger, orders, customers · after: compliance/earners
-- {over}, {under}: the share · {limit}: how many at most · minor units
SELECT b.member_id, b.earned, b.sold, b.retail AS retail_sold, CAST(coalesce(r.amount, 0) AS BIGINT) AS retail_earned
FROM (
  SELECT * FROM (
    SELECT
      a.id AS member_id, e.earned, e.sold, e.retail,
      e.earned - (e.sold div {under} * {over} + e.sold % {under} * {over} div {under}) AS beyond
    FROM earners e
    JOIN mem a ON a.m = e.m
  ) x
  WHERE beyond > 0
  ORDER BY beyond DESC, member_id
  LIMIT {limit}
) b
LEFT JOIN (
  SELECT l.payee_id, sum(l.amount) AS amount
  FROM ledger l
  JOIN orders o ON o.id = l.order_id
  JOIN customers c ON c.id = o.buyer_id
  GROUP BY l.payee_id
) r ON r.payee_id = b.member_id
ORDER BY b.beyond DESC, b.member_id
