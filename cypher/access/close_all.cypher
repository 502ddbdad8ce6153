// Disables all accounts and revokes all keys, where that is not done yet.
// mode: write
// $now: microseconds
MATCH (a:Account)
SET a.disabled = coalesce(a.disabled, $now)
WITH a
MATCH (k:ApiKey)-[:OF]->(a)
SET k.revoked = coalesce(k.revoked, $now)
