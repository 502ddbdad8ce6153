// name: order_entries
// The entries that a run posted to orders.
// mode: read · grain: one row per entry
// $run: its number · $ids: ids of orders
// returns: as run/stands/entries
UNWIND $ids AS id
CALL (id) {
  MATCH (o:Order {id: id}) RETURN o
  UNION ALL
  MATCH (o:Withdrawn {id: id}) RETURN o
}
MATCH (p)-[e:EARNED]->(o) WHERE e.run = $run
RETURN e.kind AS kind, coalesce(e.source, '') AS source, CASE WHEN p:Company THEN '' ELSE p.id END AS payee_id, o.id AS order_id,
       '' AS pool, e.day AS day, e.amount AS amount

// name: other_entries
// The entries that a run posted to pools and totals of members.
// mode: read · grain: one row per entry
// $run: its number · $ids: ids of members
// returns: as run/stands/entries
UNWIND $ids AS id
MATCH (p:Member {id: id})-[e:EARNED]->(t:Pool|Total) WHERE e.run = $run
RETURN e.kind AS kind, CASE WHEN t:Adjustment THEN t.id ELSE coalesce(e.source, '') END AS source, p.id AS payee_id, '' AS order_id, coalesce(t.name, '') AS pool, e.day AS day,
       e.amount AS amount

// name: entry_sums
// How many entries a run posted, and of what amount, by kind and day.
// mode: read · grain: one row per kind and day
// $run: its number
// returns: kind, day, entries, amount (minor units)
MATCH ()-[e:EARNED]->() WHERE e.run = $run
RETURN e.kind AS kind, e.day AS day, count(e) AS entries, sum(e.amount) AS amount

// name: payee_sums
// How many entries a run posted to each payee, and of what amount.
// mode: read · grain: one row per payee
// $run: its number
// returns: payee_id ('' the company), entries, amount (minor units)
MATCH (p)-[e:EARNED]->() WHERE e.run = $run
WITH p, count(e) AS entries, sum(e.amount) AS amount
RETURN CASE WHEN p:Company THEN '' ELSE p.id END AS payee_id, entries, amount

// name: standing_sums
// The figures of all standings that a run wrote, added up, and how many team owners.
// mode: read · returns: one row
// $run: its number
CALL () {
  MATCH (s:Standing) WHERE s.from_run = $run
  RETURN count(s) AS standings, coalesce(sum(s.depth), 0) AS depth, coalesce(sum(s.rank), 0) AS rank,
         coalesce(sum(s.recruits), 0) AS direct_recruits, coalesce(sum(s.size), 0) AS team_size,
         coalesce(sum(s.personal), 0) AS personal, coalesce(sum(s.team), 0) AS team, coalesce(sum(s.earned), 0) AS earned,
         coalesce(sum(s.held), 0) AS held, coalesce(sum(s.withdrawn), 0) AS withdrawn, coalesce(sum(s.waiting), 0) AS waiting
}
CALL () { MATCH ()-[l:IN_TEAM_OF]->() WHERE l.from_run = $run RETURN count(l) AS owners }
RETURN standings, depth, rank, direct_recruits, team_size, personal, team, earned, held, withdrawn, waiting, owners

// name: standings
// The standings of some members in a run, with their sponsors and team owners.
// mode: read · grain: one row per member
// $run: its number · $ids: ids of members
// returns: as run/stands/standings
UNWIND $ids AS id
MATCH (m:Member {id: id})-[:CURRENT]->(s:Standing)
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
