// What the standings say was earned is what the ledger holds for members.
// mode: read
// $open: to_run of an open version
CALL () { MATCH (:Member)-[e:EARNED]->() RETURN coalesce(sum(e.amount), 0) AS posted, count(e) AS entries }
CALL () { MATCH (:Member)-[:CURRENT]->(s:Standing {to_run: $open}) RETURN coalesce(sum(s.earned), 0) AS earned }
RETURN posted, earned, entries
