// Makes the ledger node of a new database: nothing is published yet, everything is dirty, and nothing is to be migrated.
// mode: write
// $version: the version that this code writes
MERGE (l:Ledger {id: 'upline'})
ON CREATE SET l.published = 0, l.dirty = '', l.version = $version
