// Revokes an API key for good; the first time it was revoked stays.
// mode: write
// $id: id of the key · $now: microseconds
// returns: a row, if there is such a key: its name and account
MATCH (k:ApiKey {id: $id})-[:OF]->(a:Account)
SET k.revoked = coalesce(k.revoked, $now)
RETURN k.name AS name, a.name AS account
