-- The same level by level, deepest first: what somebody writes who knows that the pairs are the cost.
CREATE TEMP TABLE levels AS
WITH RECURSIVE walk AS (
  SELECT id, sponsor, 0 AS depth FROM member WHERE sponsor IS NULL
  UNION ALL
  SELECT m.id, m.sponsor, w.depth + 1 FROM walk w JOIN member m ON m.sponsor = w.id
), own AS (
  SELECT buyer, sum(amount)::bigint AS volume FROM orders GROUP BY buyer
)
SELECT walk.id, sponsor, depth, coalesce(volume, 0) AS own, 0::bigint AS team
FROM walk LEFT JOIN own ON own.buyer = walk.id;
CREATE INDEX ON levels (depth);
CREATE INDEX ON levels (id);
ANALYZE levels;
DO $$
BEGIN
  FOR level IN REVERSE (SELECT max(depth) FROM levels)..1 LOOP
    UPDATE levels s SET team = s.team + below.volume
    FROM (SELECT sponsor, sum(own + team)::bigint AS volume FROM levels WHERE depth = level GROUP BY sponsor) below
    WHERE s.id = below.sponsor;
  END LOOP;
END
$$
