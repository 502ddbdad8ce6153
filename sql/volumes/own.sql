-- Personal volume by month: net amounts of own orders, and of those of customers of owned communities.
-- makes: own_months(m, month, volume, last) · grain: one row per member and month with orders
-- reads: customers, communities · after: network/members, network/standing · month: year * 12 + month - 1
-- last: when the last of these orders counts, microseconds UTC
CREATE TABLE own_months AS
SELECT m, month, CAST(sum(volume) AS BIGINT) AS volume, max(last) AS last FROM (
  SELECT coalesce(a.m, w.m) AS m, s.month, s.volume, s.last
  FROM (
    SELECT buyer_id, year(on_day) * 12 + month(on_day) - 1 AS month, CAST(sum(net) AS BIGINT) AS volume, max(at) AS last
    FROM (
      SELECT buyer_id, net, at, CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE) AS on_day FROM standing
    ) o
    GROUP BY 1, 2
  ) s
  LEFT JOIN mem a ON a.id = s.buyer_id
  LEFT JOIN customers c ON c.id = s.buyer_id
  LEFT JOIN communities k ON k.id = c.community_id
  LEFT JOIN mem w ON w.id = k.owner_id
) x
WHERE m IS NOT NULL
GROUP BY m, month
