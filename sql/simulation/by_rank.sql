-- Winners and losers by the rank that members hold under the plans that are compared with.
-- mode: read · grain: one row per rank · after: simulation/changed
SELECT
  p.rank,
  p.members,
  p.earned AS earned_before,
  p.earned + coalesce(c.gained, 0) - coalesce(c.lost, 0) AS earned,
  coalesce(c.more, 0) AS more,
  coalesce(c.less, 0) AS less,
  coalesce(c.gained, 0) AS gained,
  coalesce(c.lost, 0) AS lost
FROM (
  SELECT rank, count(*) AS members, CAST(sum(earned) AS BIGINT) AS earned FROM base.people GROUP BY rank
) p
LEFT JOIN (
  SELECT
    rank_before,
    count(CASE WHEN earned > earned_before THEN 1 END) AS more,
    count(CASE WHEN earned < earned_before THEN 1 END) AS less,
    CAST(sum(greatest(earned - earned_before, 0)) AS BIGINT) AS gained,
    CAST(sum(greatest(earned_before - earned, 0)) AS BIGINT) AS lost
  FROM changed
  GROUP BY rank_before
) c ON c.rank_before = p.rank
ORDER BY p.rank
