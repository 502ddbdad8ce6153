// name: entries
// Every entry that stands, for the calculation beside this one to compare.
// mode: read · grain: one row per entry
// returns: kind, source ('' but for a matched kind, a generation or a total), payee_id ('' the company), order_id or pool ('' the other; both of a total), day, amount (minor units)
MATCH (p)-[e:EARNED]->(t)
RETURN e.kind AS kind, coalesce(e.source, '') AS source, CASE WHEN p:Company THEN '' ELSE p.id END AS payee_id,
       CASE WHEN t:Total THEN '' ELSE coalesce(t.id, '') END AS order_id, coalesce(t.name, '') AS pool, e.day AS day, e.amount AS amount

// name: standings
// The open standing of every member with its sponsor and team owner, for the calculation beside this one to compare.
// mode: read · grain: one row per member
// $open: to_run of an open version · $weights: of each month, from the company's first on · $modulus: of the weighted sums
// returns: ids ('' none), volumes and money in minor units; columns as in sql/standings/standings; ..._months: volumes of months, weighted and added up, below $modulus
MATCH (m:Member)-[:CURRENT]->(s:Standing {to_run: $open})
OPTIONAL MATCH (m)-[:SPONSORED_BY {to_run: $open}]->(sponsor)
OPTIONAL MATCH (m)-[:IN_TEAM_OF {to_run: $open}]->(owner)
WITH m, s, sponsor, owner, coalesce(s.personal_by_month, []) AS own, coalesce(s.group_by_month, []) AS group
RETURN m.id AS member_id, coalesce(sponsor.id, '') AS sponsor_id, s.depth AS depth, s.rank AS rank, size(coalesce(s.since, [])) AS highest_rank,
       s.rank_order_id AS rank_order_id, coalesce(owner.id, '') AS team_owner_id, s.recruits AS direct_recruits,
       s.size AS team_size, s.personal AS personal, s.team AS team, s.earned AS earned, s.held AS held,
       reduce(h = 0, i IN range(0, size(own) - 1) | (h + own[i] % $modulus * $weights[i]) % $modulus) AS personal_months,
       reduce(h = 0, i IN range(0, size(group) - 1) | (h + group[i] % $modulus * $weights[i]) % $modulus) AS volume_months

// name: pools
// The open figures of every pool and day, for the calculation beside this one to compare.
// mode: read · grain: one row per pool and day
// $open: to_run of an open version
MATCH (p:Pool)-[:SHARED]->(s:Share {to_run: $open})
RETURN p.name + ' ' + p.day AS id, s.orders AS orders, s.fed AS fed, s.holders AS holders, s.share AS share, s.carried AS carried
