-- The revenue by month in the days that are looked at: orders that stand, members' and customers', net of refunds.
-- mode: read · grain: one row per month · reads: chosen_days · after: network/standing · month: 2026-01
SELECT substring(s.on_day, 1, 7) AS month, CAST(sum(s.net) AS BIGINT) AS revenue
FROM (
  SELECT CAST(CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS DATE) AS STRING) AS on_day, net FROM standing
) s
JOIN chosen_days c ON s.on_day >= c.from_day AND s.on_day < c.to_day
GROUP BY substring(s.on_day, 1, 7)
ORDER BY month
