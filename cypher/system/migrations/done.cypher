// Notes that a migration is done.
// mode: write
// $version: its number
MATCH (l:Ledger {id: 'upline'})
SET l.version = $version
