-- Members by month of their first order and own channel, with the rewards on these orders, as nightly/aggregates/cac counts them.
-- mode: read · grain: one row per team, month and channel · reads: order_rewards, team_above · rewards: minor units
SELECT 'cac' AS metric, a.team, x.at, x.channel, CAST(sum(x.members) AS BIGINT) AS members, CAST(sum(x.rewards) AS BIGINT) AS rewards
FROM (
  SELECT p.bucket, o.month AS at, p.channel, count(*) AS members, sum(coalesce(r.amount, 0)) AS rewards
  FROM (
    SELECT s.n, s.month, min(s.order_id) AS order_id
    FROM sales s
    JOIN firsts f ON f.n = s.n AND f.at = s.at
    GROUP BY s.n, s.month
  ) o
  JOIN persons p ON p.n = o.n AND p.member = 1
  LEFT JOIN order_rewards r ON r.order_id = o.order_id
  GROUP BY p.bucket, o.month, p.channel
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY a.team, x.at, x.channel
