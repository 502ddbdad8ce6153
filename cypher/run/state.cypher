// Where the last run stands: the published number and as_of, what is dirty, whether a calculation was left behind, and
// whether anything was ever loaded.
// mode: read
OPTIONAL MATCH (l:Ledger {id: 'upline'})
OPTIONAL MATCH (p:Run) WHERE p.number = l.published
OPTIONAL MATCH (left:Run) WHERE left.number > l.published
RETURN coalesce(l.published, 0) AS published, p.as_of AS as_of, coalesce(l.dirty, '') AS dirty,
       left.number IS NOT NULL AS left_behind, l IS NOT NULL AS loaded
