// Posts the brackets that the SQL engine calculated (rule R11): what is due less what stands, as nightly/rewards/bracket does. An entry
// that corrects names the first one of its grain.
// mode: write · grain: one entry per member and month
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $rows: each {source, payee_id, day, amount}; source: the month
UNWIND $rows AS row
MATCH (m:Member {id: row.payee_id})
MERGE (month:Month {id: row.source}) ON CREATE SET month:Total, month.day = row.day
WITH row, m, month
OPTIONAL MATCH (m)-[e:EARNED {kind: 'bracket'}]->(month)
WITH row, m, month, min(e.key) AS first
CREATE (m)-[:EARNED {kind: 'bracket', source: row.source, amount: row.amount, day: row.day, run: $run, corrects: first,
  key: $stamp + ' bracket ' + row.source + ' ' + m.id}]->(month)
