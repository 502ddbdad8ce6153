-- What members earned by kind, rank, month of the entries' day and channel of the order's buyer (null: no order), and revenue by
-- month and channel of the buyer, as nightly/aggregates/payout counts them.
-- mode: read · grain: one row per team, month and channel; of rewards also per kind and rank · reads: ledger, order_channels, team_above
-- {never}: later than every order · amounts: minor units
SELECT
  'payout' AS metric, a.team, x.at, x.channel, x.kind, x.rank, CAST(sum(x.rewards) AS BIGINT) AS rewards, CAST(sum(x.revenue) AS BIGINT) AS revenue
FROM (
  SELECT
    e.bucket, CAST(substr(e.month, 1, 4) AS BIGINT) * 12 + CAST(substr(e.month, 6, 2) AS BIGINT) - 1 AS at, e.channel, e.kind, e.rank,
    e.amount AS rewards, NULL AS revenue
  FROM (
    SELECT
      p.bucket, substr(l.day, 1, 7) AS month, CASE WHEN l.order_id <> '' THEN coalesce(c.channel, '') END AS channel, l.kind,
      coalesce(r.rank, 0) AS rank, sum(l.amount) AS amount
    FROM ledger l
    JOIN persons p ON p.id = l.payee_id AND p.member = 1
    LEFT JOIN (SELECT m, max(rank) AS rank FROM held WHERE until = {never} GROUP BY m) r ON r.m = p.n
    LEFT JOIN order_channels c ON c.order_id = l.order_id
    GROUP BY 1, 2, 3, 4, 5
  ) e
  UNION ALL
  SELECT p.bucket, s.month, p.channel, NULL, NULL, NULL, sum(s.net)
  FROM sales s
  JOIN persons p ON p.n = s.n
  GROUP BY p.bucket, s.month, p.channel
) x
JOIN team_above a ON a.bucket = x.bucket
GROUP BY a.team, x.at, x.channel, x.kind, x.rank
