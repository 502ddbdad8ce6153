-- Sponsors whose recruits never ordered again, as read/compliance/never_again lists them.
-- mode: read · grain: one row per sponsor · after: aggregates/firsts, standings/earned_months
-- {until}: by when a first order was paid, microseconds UTC · {least}: recruits at least · {limit}: how many at most · earned: minor units
SELECT a.id AS member_id, r.recruits, coalesce(e.earned, 0) AS earned
FROM (
  SELECT p.seller AS m, count(*) AS recruits
  FROM persons p
  JOIN firsts f ON f.n = p.n
  WHERE p.member = 1 AND p.seller IS NOT NULL AND f.at <= {until}
  GROUP BY p.seller
  HAVING count(*) >= {least} AND max(f.orders) = 1
) r
JOIN mem a ON a.m = r.m
LEFT JOIN (SELECT m, CAST(sum(earned) AS BIGINT) AS earned FROM earned_months GROUP BY m) e ON e.m = r.m
ORDER BY r.recruits DESC, earned DESC, member_id
LIMIT {limit}
