// name: begin
// Keeps the secret of a second step until a code proves that the account's app has it; the one before is no longer good.
// mode: write
// $name: name of the account · $secret: base32
// returns: a row, if there is such an account
MATCH (a:Account {name: $name})
SET a.totp_new = $secret
RETURN a.name AS name

// name: confirm
// Sets up the second step whose secret a code has proved, and raises the version: sessions without it end.
// mode: write
// $name: name of the account · $secret: base32, as it was kept · $step: the step of the code: not good again
// $recovery: SHA-256 of the recovery codes, divided by blanks
// returns: a row with the new version, if that secret still waits
MATCH (a:Account {name: $name})
SET a.waiting = true REMOVE a.waiting // takes the node's write lock before anything is read
WITH a WHERE a.totp_new = $secret
SET a.totp = $secret, a.totp_new = null, a.totp_step = $step, a.recovery = $recovery, a.version = a.version + 1
RETURN a.version AS version

// name: remove
// Takes the second step from an account and raises its version, so that its sessions end.
// mode: write
// $name: name of the account
// returns: whether there was one, and the new version; no row when there is no such account
MATCH (a:Account {name: $name})
WITH a, a.totp IS NOT NULL AS removed
SET a.totp = null, a.totp_new = null, a.totp_step = null, a.recovery = null, a.version = a.version + 1
RETURN removed, a.version AS version

// name: use_recovery
// Uses up a recovery code of an account.
// mode: write
// $name: name of the account · $hash: SHA-256 of the code
// returns: a row, if the account had that code left
MATCH (a:Account {name: $name})
SET a.waiting = true REMOVE a.waiting // takes the node's write lock before anything is read
WITH a, split(coalesce(a.recovery, ''), ' ') AS codes
WHERE $hash IN codes
SET a.recovery = reduce(left = '', code IN [c IN codes WHERE c <> $hash] |
  left + CASE WHEN left = '' THEN '' ELSE ' ' END + code)
RETURN a.name AS name

// name: use_step
// Uses up the code of a second step: each step once, and none before one that was used.
// mode: write
// $name: name of the account · $step: step of the code, 30 seconds each since 1970
// returns: a row, if it had not been used
MATCH (a:Account {name: $name})
SET a.waiting = true REMOVE a.waiting // takes the node's write lock before anything is read
WITH a
WHERE coalesce(a.totp_step, 0) < $step
SET a.totp_step = $step
RETURN a.name AS name
