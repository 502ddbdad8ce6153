// What a database holds before its first facts: ledger, lock and open delivery. With more nodes than rows it holds facts.
// mode: read · returns: a row per such node: label, properties, and how many nodes there are in all
MATCH (n:Ledger|Lock|Delivery)
RETURN labels(n)[0] AS label, properties(n) AS properties, COUNT { () } AS nodes
