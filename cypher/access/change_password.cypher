// Gives an account another password and raises its version, so that its sessions end.
// mode: write
// $name: name of the account · $hash: argon2id hash of the new password
// $must_change: true: it must be changed at the next sign-in, else null
// returns: a row, if there is such an account: its new version
MATCH (a:Account {name: $name})
SET a.hash = $hash, a.version = a.version + 1, a.must_change = $must_change
RETURN a.version AS version
