// What a database holds before its first facts: ledger, lock and open delivery, accounts and their API keys (the audit
// trail is read by itself). With more nodes than rows it holds facts.
// mode: read · returns: a row per such node: label, properties, the account of a key, and how many nodes there are beside the trail
MATCH (n:Ledger|Lock|Delivery|Account|ApiKey)
OPTIONAL MATCH (n)-[:OF]->(a:Account)
RETURN labels(n)[0] AS label, properties(n) AS properties, a.name AS account, COUNT { () } - COUNT { (:AuditEvent) } AS nodes
