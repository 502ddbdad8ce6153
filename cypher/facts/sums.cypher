// How many facts of each table the SQL engine must read, and their amounts in minor units: what files are tied to.
// mode: read · returns: one row; per table the number of rows, and ..._amount
RETURN COUNT { (:Member) } AS members, COUNT { (:Customer) } AS customers, COUNT { ()-[:OWNS]->() } AS communities,
       COUNT { (:Order) } AS orders, COUNT { ()-[:CONTAINS]->() } AS lines, COUNT { (:Refund) } AS refunds,
       COUNT { (:Correction) } AS corrections, COUNT { (:Opening) } AS openings,
       COLLECT { MATCH (o:Order) RETURN sum(o.amount) }[0] AS orders_amount,
       COLLECT { MATCH ()-[c:CONTAINS]->() RETURN sum(c.amount) }[0] AS lines_amount,
       COLLECT { MATCH (f:Refund) RETURN sum(f.amount) }[0] AS refunds_amount
