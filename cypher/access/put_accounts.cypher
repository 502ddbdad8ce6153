// Puts accounts as they were stored.
// mode: write
// $accounts: list of maps of their properties
UNWIND $accounts AS row
CREATE (a:Account)
SET a = row
