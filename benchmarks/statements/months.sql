-- The same by month, as Upline keeps it: the walk carries one number per member and month.
CREATE TEMP TABLE months AS
WITH RECURSIVE own AS (
  SELECT buyer, month, sum(amount)::bigint AS volume FROM orders GROUP BY buyer, month
), pair (ancestor, month, volume) AS (
  SELECT m.sponsor, own.month, own.volume FROM member m JOIN own ON own.buyer = m.id WHERE m.sponsor IS NOT NULL
  UNION ALL
  SELECT m.sponsor, p.month, p.volume FROM pair p JOIN member m ON m.id = p.ancestor WHERE m.sponsor IS NOT NULL
)
SELECT ancestor AS id, month, sum(volume)::bigint AS team FROM pair GROUP BY ancestor, month
