-- What of an order rewards of its plan are shares of (R10): the net amount, or the part of it on lines of named products or
-- categories, rounded down; and with whom the line above begins: the sponsor, or the owner of a customer's community.
-- makes: order_bases(order_id, m, first_member, at, day, plan, basis, amount) · grain: one row per order and basis
-- reads: lines, products, customers, communities, plan_bases, plan_basis_products, plan_basis_categories
-- after: network/tree, network/standing · plan_bases.orders: 0 all, 1 first, 2 repeat
-- Without any basis, orders are not even numbered.
CREATE TABLE order_bases AS
SELECT order_id, m, first_member, at, day, plan, basis, amount FROM (
  SELECT
    o.order_id,
    a.m,
    CASE WHEN a.m IS NOT NULL THEN t.p ELSE w.m END AS first_member,
    o.at,
    o.day,
    b.plan,
    b.basis,
    CASE
      WHEN b.whole = 1 THEN o.net
      WHEN l.every > 0 THEN CAST((CAST(o.net AS DECIMAL(38, 0)) * l.counted) div l.every AS BIGINT)
      ELSE 0
    END AS amount
  FROM (
    SELECT order_id, buyer_id, at, day, net, row_number() OVER (PARTITION BY buyer_id ORDER BY at, order_id) AS place
    FROM standing
    WHERE EXISTS (SELECT 1 FROM plan_bases)
  ) o
  JOIN plan_windows s ON o.at >= s.starts AND o.at < s.ends
  JOIN plan_bases b ON b.plan = s.plan
  LEFT JOIN mem a ON a.id = o.buyer_id
  LEFT JOIN tree t ON t.m = a.m
  LEFT JOIN customers c ON c.id = o.buyer_id
  LEFT JOIN communities k ON k.id = c.community_id
  LEFT JOIN mem w ON w.id = k.owner_id
  LEFT JOIN (
    SELECT
      n.order_id,
      x.plan,
      x.basis,
      CAST(sum(n.amount) AS BIGINT) AS every,
      CAST(sum(CASE WHEN p.product_id IS NOT NULL OR g.category IS NOT NULL THEN n.amount ELSE 0 END) AS BIGINT) AS counted
    FROM lines n
    CROSS JOIN (SELECT plan, basis FROM plan_bases WHERE whole = 0) x
    LEFT JOIN products d ON d.id = n.product_id
    LEFT JOIN plan_basis_products p ON p.plan = x.plan AND p.basis = x.basis AND p.product_id = n.product_id
    LEFT JOIN plan_basis_categories g ON g.plan = x.plan AND g.basis = x.basis AND g.category = d.category
    GROUP BY n.order_id, x.plan, x.basis
  ) l ON l.order_id = o.order_id AND l.plan = b.plan AND l.basis = b.basis
  WHERE (a.m IS NOT NULL OR b.customers = 1) AND (b.orders = 0 OR (b.orders = 1) = (o.place = 1))
) y
WHERE amount > 0
