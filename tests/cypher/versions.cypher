// Every version of what runs publish beside the ledger, and what runs say of themselves, in one order.
// mode: read
CALL () {
  MATCH (m:Member)-[:CURRENT]->(:Standing)-[:BEFORE*0..]->(s:Standing)
  RETURN m.id + ' standing ' + s.from_run AS id, properties(s) AS figures
  UNION ALL
  MATCH (m:Member)-[l:IN_TEAM_OF|SPONSORED_BY]->(o:Member)
  RETURN m.id + ' ' + type(l) + ' ' + o.id + ' ' + l.from_run AS id, properties(l) AS figures
  UNION ALL
  MATCH (p:Pool)-[:SHARED]->(s:Share)
  RETURN p.name + ' ' + p.day + ' ' + s.from_run AS id, properties(s) AS figures
  UNION ALL
  MATCH (o:PackageOrder)
  RETURN o.id AS id, {clk: o.clk, day: o.day, bought: o.bought, bases: o.bases} AS figures
  UNION ALL
  MATCH (r:Run)
  RETURN 'run ' + r.number AS id, {as_of: r.as_of, plans: r.plans, checks: r.checks, counts: r.counts, figures: r.figures} AS figures
}
RETURN id, figures ORDER BY id
