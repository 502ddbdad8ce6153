// Brackets (rule R11): the rate of a member's group volume in each month that is over, less that of each leg's, exact and rounded
// down once; less what stands of it. An entry that corrects names the first one of its grain. A month has a node of its own.
// mode: batched · grain: one entry per member and month · after: nightly/volumes/rollup, nightly/volumes/counted_rollup
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $open: to_run of an open version · $own: the property of own volumes by month that count: own, or counted · $team: that of team volumes: team, or counted_team · $tables: per month {month, index, day, steps, under, own_volume}: its place in lists of volumes, the table as {volume, over} from the lowest on (minor units, numerators over `under`), and the personal volume that is needed
MATCH (m:Member) WHERE m.own IS NOT NULL OR m.team IS NOT NULL OR EXISTS { (m)-[:EARNED {kind: 'bracket'}]->(:Month) }
CALL (m) {
  CALL (m) {
    WITH m, COLLECT { MATCH (m)<-[:SPONSORED_BY {to_run: $open}]-(k:Member) WHERE k[$own] IS NOT NULL OR k[$team] IS NOT NULL RETURN {own: k[$own], team: k[$team]} } AS legs
    UNWIND $tables AS t
    WITH m, t, coalesce(m.own[t.index], 0) AS own, [k IN [{own: m[$own], team: m[$team]}] + legs | coalesce(k.own[t.index], 0) + coalesce(k.team[t.index], 0)] AS groups
    WHERE own >= t.own_volume AND groups[0] >= t.steps[0].volume
    WITH t, [v IN groups | v * reduce(over = 0, step IN t.steps | CASE WHEN v >= step.volume THEN step.over ELSE over END)] AS parts
    RETURN t.month AS source, t.day AS day, (parts[0] - reduce(legs = 0, part IN parts[1..] | legs + part)) / t.under AS amount, null AS key
    UNION ALL
    MATCH (m)-[e:EARNED {kind: 'bracket'}]->(month:Month)
    RETURN month.id AS source, month.day AS day, -e.amount AS amount, e.key AS key
  }
  WITH m, source, day, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  MERGE (month:Month {id: source}) ON CREATE SET month:Total, month.day = day
  CREATE (m)-[:EARNED {kind: 'bracket', source: source, amount: amount, day: day, run: $run, corrects: first,
    key: $stamp + ' bracket ' + source + ' ' + m.id}]->(month)
} IN TRANSACTIONS OF 5000 ROWS
