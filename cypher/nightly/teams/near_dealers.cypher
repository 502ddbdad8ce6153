// The nearest dealer above each buyer of packages and each dealer (`near`, its id): going down from every dealer, and from
// the roots, to the next dealers. Each member is passed once.
// mode: batched · after: nightly/teams/mark_dealers, nightly/network/sales
// $open: to_run of an open version
MATCH (p:Member) WHERE p:Dealer OR NOT EXISTS { (p)-[:SPONSORED_BY {to_run: $open}]->() }
CALL (p) {
  RETURN p AS n
  UNION ALL
  MATCH (p)<-[:SPONSORED_BY {to_run: $open}]-(c:Member) WHERE NOT c:Dealer
  MATCH q = (c)<-[:SPONSORED_BY* 0.. {to_run: $open}]-(n) WHERE all(k IN nodes(q) WHERE NOT k:Dealer)
  RETURN DISTINCT n
}
MATCH (n)<-[:SPONSORED_BY {to_run: $open}]-(x:Member) WHERE x.sales IS NOT NULL OR x:Dealer
WITH x, CASE WHEN p:Dealer THEN p.id END AS near WHERE coalesce(x.near, '') <> coalesce(near, '')
CALL (x, near) { SET x.near = near } IN CONCURRENT TRANSACTIONS OF 20000 ROWS
