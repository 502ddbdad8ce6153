-- Volumes tie out from the orders over the roots to the standings, as nightly/checks/volumes has them. mode: read
-- after: aggregates/sales, changes/standings · minor units
SELECT b.bought, s.personal, s.of_roots, s.standings
FROM (
  SELECT CAST(coalesce(sum(x.net), 0) AS BIGINT) AS bought
  FROM sales x
  JOIN persons p ON p.n = x.n
  WHERE p.member = 1 OR p.seller IS NOT NULL
) b
CROSS JOIN (
  SELECT
    CAST(coalesce(sum(personal), 0) AS BIGINT) AS personal,
    CAST(coalesce(sum(CASE WHEN depth = 0 THEN personal + team ELSE 0 END), 0) AS BIGINT) AS of_roots,
    count(*) AS standings
  FROM due_standings
) s
