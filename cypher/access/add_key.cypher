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
