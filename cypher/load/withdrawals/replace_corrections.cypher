// Keeps what corrections that are about to come back were (`ReplacedCorrection`), for the runs that counted them: as
// load/withdrawals/replace_orders. To whom they moved the member is on record in the sponsor links.
// mode: write
// $rows: maps with id, and properties: a map · $next_run: published run + 1
UNWIND $rows AS row
MATCH (c:WithdrawnCorrection {id: row.id})-[:MOVES]->(m)
WHERE c.from_run < $next_run AND (c.to_run < $next_run OR coalesce(c.reason, '') <> coalesce(row.properties.reason, ''))
CREATE (was:ReplacedCorrection)-[:MOVES]->(m)
SET was = properties(c)
SET c.from_run = $next_run
