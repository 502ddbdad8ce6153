// A small published graph, as docs/graph-model.md describes it, for tests of what reads it.
// mode: write
// $members: {id, name, from_run, sponsors and owners: [id, from_run, to_run], versions: standings, newest first}
// $orders: {id, at, clk, day, withdrawn} · $entries: {payee ('' company), order, pool, and the entry's properties}
// $shares: {pool, day, properties} · $runs: properties · $quarantined: properties · $published: the pointer
CREATE (:Ledger {id: 'upline', published: $published}), (company:Company {id: 'company'})
FOREACH (run IN $runs | CREATE (r:Run) SET r = run)
FOREACH (row IN $quarantined | CREATE (q:Quarantined) SET q = row)
FOREACH (m IN $members | CREATE (:Member {id: m.id, name: m.name, from_run: m.from_run}))
FOREACH (o IN $orders |
  CREATE (:Order:PackageOrder {id: o.id, at: o.at, clk: o.clk, day: o.day, from_run: o.from_run}))
FOREACH (s IN $shares |
  MERGE (p:Pool {name: s.pool, day: s.day}) CREATE (p)-[:SHARED]->(h:Share) SET h = s.figures)
WITH company
CALL () {
  UNWIND $members AS m
  MATCH (x:Member {id: m.id})
  CALL (m, x) {
    UNWIND m.sponsors AS link MATCH (s:Member {id: link[0]})
    CREATE (x)-[:SPONSORED_BY {from_run: link[1], to_run: link[2]}]->(s)
  }
  CALL (m, x) {
    UNWIND m.owners AS link MATCH (t:Member {id: link[0]})
    CREATE (x)-[:IN_TEAM_OF {from_run: link[1], to_run: link[2]}]->(t)
  }
  CALL (m, x) {
    UNWIND m.versions AS figures CREATE (v:Standing) SET v = figures
    WITH x, collect(v) AS chain
    WITH x, chain, chain[0] AS newest CREATE (x)-[:CURRENT]->(newest)
    WITH chain UNWIND range(1, size(chain) - 1) AS i
    WITH chain[i - 1] AS newer, chain[i] AS older CREATE (newer)-[:BEFORE]->(older)
  }
}
CALL (company) {
  UNWIND $entries AS e
  OPTIONAL MATCH (m:Member {id: e.payee})
  OPTIONAL MATCH (o:Order {id: e.order})
  OPTIONAL MATCH (p:Pool {name: e.pool, day: e.entry.day})
  WITH coalesce(m, company) AS payee, coalesce(o, p) AS target, e
  CREATE (payee)-[r:EARNED]->(target) SET r = e.entry
}
CALL () { UNWIND $orders AS o MATCH (x:Order {id: o.id}) WHERE o.withdrawn REMOVE x:Order SET x:Withdrawn }
RETURN 'published' AS state
