// Posts what leaders of buying groups are due as the SQL engine calculated it (rule R12): what is due less what stands, as
// nightly/rewards/leader does. An entry that corrects names the first one of its grain.
// mode: write · grain: one entry per group and day
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $rows: each {source, payee_id, day, amount}; source: the group
UNWIND $rows AS row
MATCH (payee:Member {id: row.payee_id})
MERGE (s:Success {id: row.source, day: row.day}) ON CREATE SET s:Total
WITH row, payee, s
OPTIONAL MATCH (payee)-[e:EARNED]->(s)
WITH row, payee, s, min(e.key) AS first
CREATE (payee)-[:EARNED {kind: 'leader', source: s.id, amount: row.amount, day: s.day, run: $run, corrects: first,
  key: $stamp + ' leader ' + size(s.id) + ' ' + s.id + ' ' + s.day + ' ' + payee.id}]->(s)
