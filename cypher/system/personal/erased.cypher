// Who was erased, and the marks of their touches and visitors: what a delivery must not bring back.
// mode: read · grain: one row
// returns: members (ids), salt (null before the first erasure of touches), touches, visitors (marks)
RETURN COLLECT { MATCH (e:Erasure) RETURN e.id } AS members,
       COLLECT { MATCH (l:Ledger {id: 'upline'}) RETURN l.salt }[0] AS salt,
       COLLECT { MATCH (t:Erased) RETURN t.mark } AS touches,
       COLLECT { MATCH (t:Erased) RETURN DISTINCT t.visitor_mark } AS visitors
