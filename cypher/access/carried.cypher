// All accounts and API keys as they are stored, to be carried over a restore.
// mode: read
// returns: a row per node: label, properties, the account of a key
MATCH (n:Account|ApiKey)
OPTIONAL MATCH (n)-[:OF]->(a:Account)
RETURN labels(n)[0] AS label, properties(n) AS properties, a.name AS account
