// The volume of one member and of its legs between two times: whole months from the lists of the standings, the days
// before and behind them by one walk down: from what the night keeps with each buyer (nightly/aggregates/ordered), else from the orders and
// refunds that the run counted, as in nightly/volumes/own: of members, and of the customers of their communities (R11). An order that
// no run found refunds for has no `net`: only the others are searched for refunds. Legs come by volume, largest first. `group` is null where a calculation is
// moving CURRENT at this moment: ask again.
// mode: read
// $member: member id
// $run: number of the run
// $from: the first time wanted · $to: the time after the last one, microseconds
// $first: year*12+month-1 of the first whole month · $end: that of the month after the last one, the same for none
// $since: the time at which the whole months begin · $until: at which they end, microseconds
// $volume: legs with this volume or less are wanted · $after: those with just this volume only behind this id
// $limit: how many legs
// returns: one row, or none if the run has no such member
MATCH (m:Member {id: $member}) WHERE m.from_run <= $run
CALL (m) {
  RETURN m AS head, true AS own
  UNION ALL
  MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(head:Member)
  RETURN head, false AS own
}
CALL (head, own) {
  MATCH (head)<-[ls:SPONSORED_BY*0..]-(x)
  WHERE all(l IN ls WHERE NOT own AND l.from_run <= $run AND l.to_run > $run)
  CALL (x) {
    RETURN x AS p
    UNION ALL
    MATCH (x)-[:OWNS]->(:Community)<-[:BUYS_IN]-(p:Customer) RETURN p
  }
  WITH p, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets
  RETURN sum(CASE WHEN nets IS NOT NULL
    THEN reduce(t = 0, i IN range(0, size(nets) - 1) |
      t + CASE WHEN $from <= times[i] < $to AND NOT $since <= times[i] < $until THEN nets[i] ELSE 0 END)
    ELSE reduce(t = 0, net IN COLLECT {
      MATCH (p)-[:PLACED]->(o)
      WHERE $from <= o.at < $to AND NOT $since <= o.at < $until AND o.from_run <= $run AND (o:Order OR o.to_run > $run)
      RETURN o.amount - CASE WHEN o.net IS NULL THEN 0 ELSE reduce(t = 0, a IN COLLECT {
        MATCH (f)-[:REFUNDS]->(o)
        WHERE f.from_run <= $run AND (f:Refund OR f.to_run > $run) RETURN f.amount } | t + a) END } | t + net) END) AS bought
}
OPTIONAL CALL (head) {
  WITH head WHERE $first < $end
  MATCH (head)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH head, own, bought + CASE WHEN $first >= $end THEN 0 WHEN v IS NOT NULL THEN reduce(t = 0, one IN
  coalesce(CASE WHEN own THEN v.personal_by_month ELSE v.group_by_month END, [])
    [CASE WHEN $first < v.months THEN 0 ELSE $first - v.months END
     ..CASE WHEN $end < v.months THEN 0 ELSE $end - v.months END] | t + one) END AS volume
WITH head.id AS id, head.name AS name, own, volume ORDER BY volume DESC, id
WITH sum(CASE WHEN own THEN volume ELSE 0 END) AS personal, sum(volume) AS group, count(*) AS heads, count(volume) AS known,
     collect(CASE WHEN NOT own AND (volume < $volume OR (volume = $volume AND id > $after))
                  THEN {member_id: id, name: name, group: volume} END)[..$limit] AS legs
WHERE heads > 0
RETURN personal, CASE WHEN known = heads THEN group END AS group, heads - 1 AS recruits, legs
