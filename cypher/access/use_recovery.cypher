// Uses up a recovery code of an account.
// mode: write
// $name: name of the account · $hash: SHA-256 of the code
// returns: a row, if the account had that code left
MATCH (a:Account {name: $name})
SET a.version = a.version // takes the node's write lock before anything is compared
WITH a, split(coalesce(a.recovery, ''), ' ') AS codes
WHERE $hash IN codes
SET a.recovery = reduce(left = '', code IN [c IN codes WHERE c <> $hash] |
  left + CASE WHEN left = '' THEN '' ELSE ' ' END + code)
RETURN a.name AS name
