// The open figures of every pool and day, for the calculation beside this one to compare.
// mode: read · grain: one row per pool and day · amounts: minor units
// $open: to_run of an open version
MATCH (p:Pool)-[:SHARED]->(s:Share {to_run: $open})
RETURN p.name + ' ' + p.day AS id, s.orders AS orders, s.fed AS fed, s.holders AS holders, s.share AS share, s.carried AS carried
