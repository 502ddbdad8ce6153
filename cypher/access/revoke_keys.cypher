// Revokes all keys of an account that are not revoked yet, for good.
// mode: write
// $name: name of the account · $now: microseconds
// returns: how many
MATCH (k:ApiKey)-[:OF]->(:Account {name: $name})
WHERE k.revoked IS NULL
SET k.revoked = $now
RETURN count(*) AS revoked
