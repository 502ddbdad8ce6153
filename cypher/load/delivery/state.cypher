// Where loading begins: the published run, and whether anything was ever delivered.
// mode: read
MATCH (l:Ledger {id: 'upline'})
RETURN l.published AS published, EXISTS { MATCH (:Delivery) } AS delivered_before
