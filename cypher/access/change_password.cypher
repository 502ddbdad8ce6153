// Gives an account another password and raises its version, so that its sessions end.
// mode: write
// $name: name of the account · $hash: argon2id hash of the new password
// returns: a row, if there is such an account
MATCH (a:Account {name: $name})
SET a.hash = $hash, a.version = a.version + 1
RETURN a.name AS name
