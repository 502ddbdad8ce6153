// How many admins that are not disabled there are beside an account.
// mode: read
// $name: name of the account
// returns: one row
MATCH (a:Account {role: 'admin'})
WHERE a.disabled IS NULL AND a.name <> $name
RETURN count(*) AS others
