-- Members who earned something in a month, and those above a share of their sales, as read/compliance/capped counts them.
-- mode: read · grain: one row per month in which somebody earned, and one of all time · after: compliance/earners
-- {over}, {under}: the share
SELECT at, count(*) AS paid, CAST(sum(CASE WHEN earned > sold div {under} * {over} + sold % {under} * {over} div {under} THEN 1 ELSE 0 END) AS BIGINT) AS above
FROM (
  SELECT e.month AS at, e.earned, coalesce(s.sold, 0) AS sold
  FROM earned_months e
  LEFT JOIN sold_months s ON s.m = e.m AND s.month = e.month
  WHERE e.earned > 0
  UNION ALL
  SELECT NULL, earned, sold FROM earners
) x
GROUP BY at
ORDER BY at
