// All API keys, without their hashes.
// mode: read · grain: one row per key, by account, time and id
MATCH (k:ApiKey)-[:OF]->(a:Account)
RETURN k.id AS id, a.name AS account, k.name AS name, k.created AS created, k.expires AS expires,
       coalesce(k.revoked, 0) AS revoked, coalesce(k.last_used, 0) AS last_used
ORDER BY account, created, id
