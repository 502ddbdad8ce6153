-- What was earned, and due to nobody, by month and kind in the days that are looked at.
-- mode: read · grain: one row per month and kind · reads: entries, chosen_days · month: 2026-01
SELECT
  substring(e.day, 1, 7) AS month,
  e.kind,
  CAST(sum(CASE WHEN e.payee_id = '' THEN 0 ELSE e.amount END) AS BIGINT) AS earned,
  CAST(sum(CASE WHEN e.payee_id = '' THEN e.amount ELSE 0 END) AS BIGINT) AS breakage
FROM entries e
JOIN chosen_days c ON e.day >= c.from_day AND e.day < c.to_day
GROUP BY substring(e.day, 1, 7), e.kind
ORDER BY month, e.kind
