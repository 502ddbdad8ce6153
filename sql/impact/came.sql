-- What orders brought others: who placed them, a customer's the owner of its community; who was paid, and how much of all such orders.
-- Of a buying group's leader it is the part that the placed orders have in what the group bought, rounded down.
-- makes: came(m, payee, amount) · grain: one row per placer and payee · amount: minor units
-- reads: orders, customers, communities, plan_windows, plan_leaders, groups · after: rewards/due, network/standing
CREATE TABLE came AS
SELECT m, payee, CAST(sum(amount) AS BIGINT) AS amount FROM (
  SELECT coalesce(o.m, w.m) AS m, d.payee, d.amount
  FROM due d
  JOIN package_orders o ON o.seq = d.seq
  JOIN orders f ON f.id = o.order_id
  LEFT JOIN customers u ON u.id = f.buyer_id
  LEFT JOIN communities k ON k.id = u.community_id
  LEFT JOIN mem w ON w.id = k.owner_id
  UNION ALL
  SELECT x.m, l.m, CAST((CAST(x.net AS DECIMAL(38, 0)) * r.over_part) div r.under_part AS BIGINT)
  FROM (
    SELECT s.group_id, coalesce(a.m, w.m) AS m, CAST(sum(s.net) AS BIGINT) AS net
    FROM standing s
    LEFT JOIN mem a ON a.id = s.buyer_id
    LEFT JOIN customers u ON u.id = s.buyer_id
    LEFT JOIN communities k ON k.id = u.community_id
    LEFT JOIN mem w ON w.id = k.owner_id
    WHERE s.group_id IS NOT NULL
    GROUP BY s.group_id, coalesce(a.m, w.m)
  ) x
  JOIN (SELECT group_id, min(at) AS at FROM standing WHERE group_id IS NOT NULL GROUP BY group_id) t ON t.group_id = x.group_id
  JOIN groups g ON g.id = x.group_id
  JOIN mem l ON l.id = g.leader_id
  JOIN plan_windows p ON t.at >= p.starts AND t.at < p.ends
  JOIN plan_leaders r ON r.plan = p.plan
) y
WHERE m IS NOT NULL AND payee IS NOT NULL AND m <> payee
GROUP BY m, payee
