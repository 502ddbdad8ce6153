// name: entries
// The entries that runs posted, up to one and after another.
// mode: read · grain: one row per entry
// $run: the last run · $after: the run before the first, 0 for all
// returns: kind, source ('' but for a matched kind, a generation, a total or an adjustment), payee_id ('' the company), order_id or pool ('' the other; both of a total), day, amount (minor units)
MATCH (p)-[e:EARNED]->(t) WHERE $after < e.run <= $run
RETURN e.kind AS kind, CASE WHEN t:Adjustment THEN t.id ELSE coalesce(e.source, '') END AS source, CASE WHEN p:Company THEN '' ELSE p.id END AS payee_id,
       CASE WHEN t:Total THEN '' ELSE coalesce(t.id, '') END AS order_id, coalesce(t.name, '') AS pool, e.day AS day, e.amount AS amount

// name: standings
// The standing of a member in a run with its sponsor and team owner: of those for whom one of these changed after another run.
// mode: read · grain: one row per member
// $run: the run · $after: the other run, 0 for all members
// returns: ids ('' none), volumes and money in minor units; since, lapses, missing and the lists by month as graph.columnar.run_tables says, as lists
CALL () {
  MATCH (m:Member)-[:CURRENT]->(c:Standing) WHERE c.from_run > $after RETURN m, c
  UNION ALL
  MATCH (m:Member)-[l:SPONSORED_BY|IN_TEAM_OF]->()
  WHERE $after > 0 AND ($after < l.from_run <= $run OR $after < l.to_run <= $run)
  WITH DISTINCT m
  MATCH (m)-[:CURRENT]->(c:Standing) WHERE c.from_run <= $after
  RETURN m, c
}
WITH m, CASE WHEN c.from_run <= $run THEN c
  ELSE COLLECT { MATCH (c)-[:BEFORE*]->(v:Standing) WHERE v.from_run <= $run AND v.to_run > $run RETURN v }[0] END AS s
WHERE s IS NOT NULL
OPTIONAL MATCH (m)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(sponsor)
OPTIONAL MATCH (m)-[of:IN_TEAM_OF WHERE of.from_run <= $run AND of.to_run > $run]->(owner)
WITH m, s, sponsor, owner, coalesce(s.personal_by_month, []) AS own, coalesce(s.group_by_month, []) AS group, coalesce(s.active_by_month, []) AS active
RETURN m.id AS member_id, coalesce(sponsor.id, '') AS sponsor_id, coalesce(owner.id, '') AS team_owner_id, s.depth AS depth,
       s.rank AS rank, size(coalesce(s.since, [])) AS highest_rank, s.rank_order_id AS rank_order_id, coalesce(s.since, []) AS since,
       [p IN coalesce(s.lapses, []) | substring('000', size(split(p, ' ')[0])) + p] AS lapses, s.recruits AS direct_recruits,
       s.size AS team_size, s.personal AS personal, s.team AS team, s.earned AS earned, s.held AS held, coalesce(s.withdrawn, 0) AS withdrawn,
       coalesce(s.waiting, 0) AS waiting, s.months AS months,
       [i IN range(0, size(own) - 1) WHERE own[i] <> 0 | (s.months + i) + ':' + own[i]] AS personal_by_month,
       [i IN range(0, size(group) - 1) WHERE group[i] <> 0 | (s.months + i) + ':' + group[i]] AS group_by_month,
       [i IN range(0, size(active) - 1) WHERE active[i] <> 0 | (s.months + i) + ':' + active[i]] AS active_by_month,
       coalesce(s.last_order, 0) AS last_order, coalesce(s.group_last_order, 0) AS group_last_order, coalesce(s.missing, []) AS missing

// name: shares
// The figures of every pool and day in a run.
// mode: read · grain: one row per pool and day
// $run: the run · $after: another run, 0 for all: those that changed after it
MATCH (p:Pool)-[:SHARED]->(s:Share) WHERE s.from_run > $after AND s.from_run <= $run AND s.to_run > $run
RETURN p.name AS pool, p.day AS day, s.orders AS orders, s.fed AS fed, s.holders AS holders, s.share AS share, s.carried AS carried, coalesce(s.adjusted, 0) AS adjusted

// name: pool_entries
// The shares of pools that runs posted, up to one and after another.
// mode: read · grain: one row per entry
// $run: the last run · $after: the run before the first, 0 for all
MATCH (m:Member)-[e:EARNED]->(p:Pool) WHERE $after < e.run <= $run
RETURN p.name AS pool, p.day AS day, m.id AS payee_id, e.amount AS amount

// name: buyers
// What stands of each buyer's orders, as a run keeps it with the buyer (nightly/aggregates/ordered): small numbers in place of
// lists, to see who has others. A remainder in each keeps sums far below 64 bits.
// mode: read · grain: one row per buyer with an order
// $run: the run · $after: another run, 0 for all: those that changed after it
// returns: buyer_id, orders, times, amount (minor units), mixed: as sql/changes/buyers
MATCH (p:Member|Customer) WHERE $after < p.ordered_from <= $run
WITH p.id AS buyer_id, p.ordered AS times, p.ordered_net AS nets
RETURN buyer_id, size(times) AS orders, reduce(t = 0, at IN times | t + at % 2147483647) AS times,
       reduce(t = 0, net IN nets | t + net) AS amount,
       reduce(t = 0, i IN range(0, size(times) - 1) | t + (times[i] % 2147483647) * (nets[i] % 1048573) % 1099511627689) AS mixed
