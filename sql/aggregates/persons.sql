-- Who may buy: members by their numbers, customers by one below 0. seller: whom they buy from, the sponsor or the owner of their
-- community. bucket: the nearest member above whose team has sums, -1 for none. Nobody orders before joining.
-- makes: persons(n, id, member, joined, seller, bucket, channel) · grain: one row per member and customer who is there
-- reads: customers, communities, channels · {round}: of the last `aggregates/buckets` · {as_of}: microseconds UTC
CREATE TABLE persons AS
SELECT p.n, p.id, p.member, p.joined, p.seller, coalesce(b.team, -1) AS bucket, coalesce(c.channel, '') AS channel
FROM (
  SELECT a.m AS n, a.id, 1 AS member, a.joined, t.p AS seller, a.m AS under
  FROM mem a
  JOIN tree t ON t.m = a.m
  UNION ALL
  SELECT -2 - u.number, u.id, 0, u.joined, w.m, w.m
  FROM (SELECT monotonically_increasing_id() AS number, id, community_id, joined FROM customers WHERE joined <= {as_of}) u
  LEFT JOIN communities k ON k.id = u.community_id
  LEFT JOIN mem w ON w.id = k.owner_id
) p
LEFT JOIN buckets_{round} b ON b.m = p.under
LEFT JOIN channels c ON c.id = p.id
