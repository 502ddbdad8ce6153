// Uses up the code of a second step: each step once, and none before one that was used.
// mode: write
// $name: name of the account · $step: step of the code, 30 seconds each since 1970
// returns: a row, if it had not been used
MATCH (a:Account {name: $name})
SET a.version = a.version // takes the node's write lock before anything is compared
WITH a
WHERE coalesce(a.totp_step, 0) < $step
SET a.totp_step = $step
RETURN a.name AS name
