// The team owners that opening standings give (rule R9); and visitors, also those who became one again, are in no team.
// mode: batched
// $run: the number of this run · $open: to_run of an open version · $buys: property of the rank of a first package · $as_of: microseconds; an owner who joins later is not there yet
CALL () {
  MATCH (x:Member) WHERE x[$buys] = '' RETURN x
  UNION
  MATCH (x:Member)-[:IN_TEAM_OF {to_run: $open}]->() WHERE x[$buys] IS NULL RETURN x
}
CALL (x) {
  OPTIONAL MATCH (p:Opening)-[:OF]->(x) WHERE x[$buys] = ''
  OPTIONAL MATCH (p)-[:OWNED_BY]->(owner:Member) WHERE owner.joined <= $as_of
  OPTIONAL MATCH (x)-[l:IN_TEAM_OF {to_run: $open}]->(now:Member)
  WITH owner, l, now WHERE coalesce(owner.id, '') <> coalesce(now.id, '')
  SET l.to_run = $run
  FOREACH (o IN CASE WHEN owner IS NULL THEN [] ELSE [owner] END |
    CREATE (x)-[:IN_TEAM_OF {from_run: $run, to_run: $open}]->(o))
} IN TRANSACTIONS OF 20000 ROWS
