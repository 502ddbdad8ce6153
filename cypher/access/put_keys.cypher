// Puts API keys as they were stored.
// mode: write
// $keys: list of maps: account (name), properties
UNWIND $keys AS row
MATCH (a:Account {name: row.account})
CREATE (k:ApiKey)-[:OF]->(a)
SET k = row.properties
