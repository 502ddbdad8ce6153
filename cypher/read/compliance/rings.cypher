// Rings of self-purchase: members of one sponsor and one channel who joined in the same minute, each with one order that stands,
// of packages only and long enough ago, and never another.
// mode: read · grain: one row per ring, the largest first
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $products: product ids of packages that confer a rank · $until: the microsecond by which the orders were paid
// $least: accounts of a ring at least · $limit: how many rings at most
// returns: sponsor_id (empty for none), joined (the first account's, microseconds), accounts, paid, earned (by members on their orders; minor units), member_ids (at most 20)
MATCH (p:Member) WHERE p.from_run <= $run
WITH p,
  {parts/ordered}
  AS bought
WITH p, bought[0] AS first WHERE size(bought) = 1 AND first <= $until
OPTIONAL MATCH (p)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(sponsor:Member)
WITH coalesce(sponsor.id, '') AS sponsor_id, coalesce(p.channel, '') AS channel, p.joined / 60000000 AS minute,
     collect({p: p, first: CASE WHEN p.ordered_from <= $run THEN first END}) AS alike
WHERE size(alike) >= $least
UNWIND alike AS account
WITH sponsor_id, channel, minute, account.p AS p, account.first AS first
{parts/first_order}
CALL (o) {
  MATCH (o)-[c:CONTAINS|CONTAINED]->(q)
  WHERE coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $open) > $run AND c.amount > 0
  RETURN count(*) > 0 AND count(*) = count(CASE WHEN q.id IN $products THEN 1 END) AS packages
}
CALL (o) {
  OPTIONAL MATCH (o)<-[:WAS*]-(now:Order|Withdrawn)
  WITH coalesce(now, o) AS t LIMIT 1
  OPTIONAL MATCH (:Member)-[e:EARNED]->(t) WHERE e.run <= $run
  RETURN coalesce(sum(e.amount), 0) AS earned
}
WITH sponsor_id, channel, minute, p, o, earned WHERE packages
ORDER BY p.joined, p.id
WITH sponsor_id, channel, minute, min(p.joined) AS joined, count(*) AS accounts, sum(o.amount) AS paid, sum(earned) AS earned,
     collect(p.id)[..20] AS member_ids
WHERE accounts >= $least
RETURN sponsor_id, joined, accounts, paid, earned, member_ids
ORDER BY accounts DESC, sponsor_id, joined LIMIT $limit
