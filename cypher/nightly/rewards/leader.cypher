// Leaders of buying groups (rule R12): a rate of the net amount of a group's orders that count, once per group, on the day of its
// success; less what stands of it. An entry that corrects names the first one of its grain. A group has a node for each day on which
// it ever succeeded.
// mode: batched · grain: one entry per group and day · after: nightly/network/moments
// $run: the number of this run · $stamp: the same as text, of equal length in all runs · $as_of: microseconds · $leaders: the rate of each plan {start, end, over, under}: the times of the success (microseconds) at which it is valid · $zone: the plan's time zone · $shift: see graph.clock
MATCH (g:Group)-[:LED_BY]->(leader:Member)
WHERE EXISTS { (g)<-[:IN_GROUP]-(:Order) } OR EXISTS { (:Success {id: g.id}) }
CALL (g, leader) {
  CALL (g, leader) {
    MATCH (g)<-[:IN_GROUP]-(o:Order) WHERE o.at <= $as_of AND leader.joined <= $as_of
    WITH leader, o.at AS at, coalesce(o.net, o.amount) AS net WHERE net > 0
    WITH leader, min(at) AS success, sum(net) AS net
    UNWIND [l IN $leaders WHERE l.start <= success < l.end] AS rate
    RETURN leader AS payee, toString(date(datetime({epochMillis: (success + $shift) / 1000 - $shift / 1000, timezone: $zone}))) AS day,
           net * rate.over / rate.under AS amount, null AS key
    UNION ALL
    MATCH (payee)-[e:EARNED]->(:Success {id: g.id})
    RETURN payee, e.day AS day, -e.amount AS amount, e.key AS key
  }
  WITH g, payee, day, sum(amount) AS amount, min(key) AS first WHERE amount <> 0
  MERGE (s:Success {id: g.id, day: day}) ON CREATE SET s:Total
  CREATE (payee)-[:EARNED {kind: 'leader', source: g.id, amount: amount, day: day, run: $run, corrects: first,
    key: $stamp + ' leader ' + size(g.id) + ' ' + g.id + ' ' + day + ' ' + payee.id}]->(s)
} IN TRANSACTIONS OF 5000 ROWS
