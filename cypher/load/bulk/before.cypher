// What a database holds before its first facts: ledger, lock and open delivery, accounts, their API keys and the
// sessions that ended (the audit trail is read by itself). With more nodes than rows it holds facts.
// mode: read · returns: a row per such node: label, properties, the account of a key or session, and how many nodes there are beside the trail
MATCH (n:Ledger|Lock|Delivery|Account|ApiKey|EndedSession)
OPTIONAL MATCH (n)-[:OF]->(a:Account)
RETURN labels(n)[0] AS label, properties(n) AS properties, a.name AS account, COUNT { () } - COUNT { (:AuditEvent) } AS nodes
