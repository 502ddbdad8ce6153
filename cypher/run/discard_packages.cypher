// Takes the package orders of a calculation that was left behind away. Those that have entries stay: readers of the ledger find entries along them.
// mode: batched · after: run/discard_entries
MATCH (o:PackageOrder) WHERE NOT EXISTS { ()-[:EARNED]->(o) }
CALL (o) { REMOVE o:PackageOrder SET o += {clk: null, day: null, bought: null, bases: null} } IN TRANSACTIONS OF 20000 ROWS
