// Makes nodes as an earlier version left them.
// mode: write
// $rows: properties of each
UNWIND $rows AS row
CREATE (n:Quarantined)
SET n = row
