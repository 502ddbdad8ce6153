// name: add
// Makes an API key of an account that is not disabled.
// mode: write
// $account: name of the account · $id: random id · $hash: SHA-256 of the secret · $name: what the key is for
// $now: microseconds · $expires: microseconds
// returns: a row, if there is such an account: whether it is disabled, and so got none
MATCH (a:Account {name: $account})
WITH a, a.disabled IS NOT NULL AS disabled
FOREACH (_ IN CASE WHEN disabled THEN [] ELSE [1] END |
  CREATE (:ApiKey {id: $id, hash: $hash, name: $name, created: $now, expires: $expires})-[:OF]->(a))
RETURN disabled

// name: one
// An API key that can still be used, and the account that it signs in: neither revoked nor disabled.
// mode: read
// $id: id of the key
// returns: one row, if there is one
MATCH (k:ApiKey {id: $id})-[:OF]->(a:Account)
WHERE k.revoked IS NULL AND a.disabled IS NULL
RETURN k.hash AS hash, k.expires AS expires, a.name AS account, a.role AS role,
       coalesce(a.member_id, '') AS member_id, a.version AS version

// name: all
// All API keys, without their hashes.
// mode: read · grain: one row per key, by account, time and id
MATCH (k:ApiKey)-[:OF]->(a:Account)
RETURN k.id AS id, a.name AS account, k.name AS name, k.created AS created, k.expires AS expires,
       coalesce(k.revoked, 0) AS revoked, coalesce(k.last_used, 0) AS last_used
ORDER BY account, created, id

// name: put
// Puts API keys as they were stored.
// mode: write
// $keys: list of maps: account (name), properties
UNWIND $keys AS row
MATCH (a:Account {name: row.account})
CREATE (k:ApiKey)-[:OF]->(a)
SET k = row.properties

// name: revoke
// Revokes an API key for good; the first time it was revoked stays.
// mode: write
// $id: id of the key · $now: microseconds
// returns: a row, if there is such a key: its name and account
MATCH (k:ApiKey {id: $id})-[:OF]->(a:Account)
SET k.revoked = coalesce(k.revoked, $now)
RETURN k.name AS name, a.name AS account

// name: revoke_all
// Revokes all keys of an account that are not revoked yet, for good.
// mode: write
// $name: name of the account · $now: microseconds
// returns: how many
MATCH (k:ApiKey)-[:OF]->(:Account {name: $name})
WHERE k.revoked IS NULL
SET k.revoked = $now
RETURN count(*) AS revoked
