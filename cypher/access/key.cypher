// An API key that can still be used, and the account that it signs in: neither revoked nor disabled.
// mode: read
// $id: id of the key
// returns: one row, if there is one
MATCH (k:ApiKey {id: $id})-[:OF]->(a:Account)
WHERE k.revoked IS NULL AND a.disabled IS NULL
RETURN k.hash AS hash, k.expires AS expires, a.name AS account, a.role AS role,
       coalesce(a.member_id, '') AS member_id, a.version AS version
