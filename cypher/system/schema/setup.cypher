// Makes the ledger node of a new database: nothing is published yet, and everything is dirty.
// mode: write
MERGE (l:Ledger {id: 'upline'})
ON CREATE SET l.published = 0, l.dirty = ''
