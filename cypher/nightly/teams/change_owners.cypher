// The team owners that the SQL engine calculated, of members whose owner differs from the published run's (rule R2).
// mode: write
// $run: the number of this run · $open: to_run of an open version · $rows: each {member_id, team_owner_id}, '' for none
UNWIND $rows AS row
MATCH (x:Member {id: row.member_id})
OPTIONAL MATCH (x)-[l:IN_TEAM_OF {to_run: $open}]->()
OPTIONAL MATCH (owner:Member {id: row.team_owner_id})
SET l.to_run = $run
FOREACH (o IN CASE WHEN owner IS NULL THEN [] ELSE [owner] END |
  CREATE (x)-[:IN_TEAM_OF {from_run: $run, to_run: $open}]->(o))
