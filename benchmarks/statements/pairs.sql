-- Team volume of every member: a recursive walk up makes all (member, ancestor) pairs, then one sum per ancestor. Orders
-- are summed per buyer first, so that the walk carries one number per member.
CREATE TEMP TABLE pairs AS
WITH RECURSIVE own AS (
  SELECT buyer, sum(amount)::bigint AS volume FROM orders GROUP BY buyer
), pair (ancestor, volume) AS (
  SELECT m.sponsor, own.volume FROM member m JOIN own ON own.buyer = m.id WHERE m.sponsor IS NOT NULL
  UNION ALL
  SELECT m.sponsor, p.volume FROM pair p JOIN member m ON m.id = p.ancestor WHERE m.sponsor IS NOT NULL
)
SELECT ancestor AS id, sum(volume)::bigint AS team FROM pair GROUP BY ancestor
