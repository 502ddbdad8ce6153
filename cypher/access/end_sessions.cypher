// Ends all sessions of an account by raising its version.
// mode: write
// $name: name of the account
// returns: a row, if there is such an account
MATCH (a:Account {name: $name})
SET a.version = a.version + 1
RETURN a.name AS name
