// One standing per member, as a new version where it differs from the current one: figures of the network, rank, volumes,
// who of the group bought in which month, its last orders, what the next rank misses, what was earned, withdrawn, and what is held (rule R8: a share of each grain until the first recruits are partners and the orders
// below them suffice; rule R10: what waits for the receipt of its order, `waiting`, is in it).
// mode: batched · after: everything else
// $run: the number of this run · $open: to_run of an open version · $as_of: microseconds · $holds: as in parts/on_hold · $months: the company's first month, as year * 12 + month - 1 · $sinces: properties of the ranks 1, 2, ... · $offs: of the ranks that can be lost, each {rank, off, prefix}: its number, the property of the points at which it was lost and held again, and its number as these stand in `lapses` · $kinds: kinds of which a share is held · $over: numerator of the share · $under: its denominator · $buys: property of the rank of a first package · $recruits: how many first recruits · $partner: property of the rank they need · $partner_off: that of the points at which it was lost and held again, null for one that cannot be lost · $orders: how many orders below them
MATCH (m:Member) WHERE m.joined <= $as_of
CALL (m) {
  CALL (m) {
    OPTIONAL MATCH (m)-[e:EARNED]->(t)
    WITH t, e.kind AS kind, e.source AS source, sum(e.amount) AS amount
    RETURN sum(amount) AS earned, sum(CASE WHEN kind IN $kinds THEN amount * $over / $under ELSE 0 END) AS share,
           sum(CASE WHEN
             {parts/on_hold}
             THEN amount ELSE 0 END) AS waiting
  }
  CALL (m, share) {
    WITH share WHERE share > 0
    MATCH (k:Member)-[:SPONSORED_BY {to_run: $open}]->(m) WHERE k[$buys] IS NOT NULL
    WITH k ORDER BY k[$buys], k.joined, k.id LIMIT $recruits
    RETURN count(k) AS firsts, sum(CASE WHEN k[$partner] IS NOT NULL AND size(coalesce(k[$partner_off], [])) % 2 = 0 THEN 1 ELSE 0 END) AS partners, sum(coalesce(k.below, 0)) AS orders
  }
  CALL (m) {
    {parts/withdrawn}
  }
  WITH earned, withdrawn, waiting, waiting + CASE WHEN firsts = $recruits AND partners = $recruits AND orders >= $orders THEN 0 ELSE share END AS held,
       m.own AS own, m.team AS team, m.active AS active, m.last AS last, m.team_last AS team_last, m.missing AS missing, [s IN $sinces WHERE m[s] IS NOT NULL | m[s]] AS since,
       reduce(found = [], s IN $offs | found + [p IN coalesce(m[s.off], []) | s.prefix + p]) AS lapses,
       size([s IN $offs WHERE size(coalesce(m[s.off], [])) % 2 = 1]) AS lost
  WITH earned, held, withdrawn, waiting, since, lapses, size(since) - lost AS rank, coalesce(own, []) AS own, coalesce(team, []) AS team,
       coalesce(active, []) AS active, coalesce(last, 0) AS last, coalesce(team_last, 0) AS team_last, coalesce(missing, []) AS missing,
       CASE WHEN team IS NULL THEN coalesce(own, []) WHEN own IS NULL THEN team
         ELSE [i IN range(0, CASE WHEN size(own) > size(team) THEN size(own) ELSE size(team) END - 1) |
               coalesce(own[i], 0) + coalesce(team[i], 0)] END AS group
  WITH {depth: m.depth, rank: rank, since: since, lapses: lapses,
        // the last of the changes of a rank that is held is the point from which it is
        rank_order_id: coalesce(substring(coalesce([s IN $offs WHERE s.rank = rank | m[s.off][-1]][0], CASE WHEN rank > 0 THEN since[rank - 1] END), 17), ''),
        recruits: coalesce(m.recruits, 0), size: coalesce(m.size, 0),
        personal: reduce(t = 0, v IN own | t + v), team: reduce(t = 0, v IN team | t + v),
        earned: earned, held: held, withdrawn: withdrawn, waiting: waiting, months: $months, personal_by_month: own, group_by_month: group,
        active_by_month: [i IN range(0, size(group) - 1) | coalesce(active[i], 0) + CASE WHEN own[i] > 0 THEN 1 ELSE 0 END],
        last_order: last, group_last_order: CASE WHEN last > team_last THEN last ELSE team_last END, missing: missing} AS now
  OPTIONAL MATCH (m)-[c:CURRENT]->(old:Standing)
  WITH now, c, old
  WHERE old IS NULL OR old {.depth, .rank, .rank_order_id, .recruits, .size, .personal, .team, .earned, .held, .months,
    since: coalesce(old.since, []), lapses: coalesce(old.lapses, []), withdrawn: coalesce(old.withdrawn, 0), waiting: coalesce(old.waiting, 0), personal_by_month: coalesce(old.personal_by_month, []), group_by_month: coalesce(old.group_by_month, []),
    active_by_month: coalesce(old.active_by_month, []), last_order: coalesce(old.last_order, 0), group_last_order: coalesce(old.group_last_order, 0), missing: coalesce(old.missing, [])} <> now
  CREATE (m)-[:CURRENT]->(new:Standing)
  SET new = now {.*, from_run: $run, to_run: $open, withdrawn: CASE WHEN now.withdrawn > 0 THEN now.withdrawn END, waiting: CASE WHEN now.waiting > 0 THEN now.waiting END, since: CASE WHEN size(now.since) > 0 THEN now.since END,
    lapses: CASE WHEN size(now.lapses) > 0 THEN now.lapses END,
    personal_by_month: CASE WHEN size(now.personal_by_month) > 0 THEN now.personal_by_month END,
    group_by_month: CASE WHEN size(now.group_by_month) > 0 THEN now.group_by_month END,
    active_by_month: CASE WHEN size(now.active_by_month) > 0 THEN now.active_by_month END,
    last_order: CASE WHEN now.last_order > 0 THEN now.last_order END,
    group_last_order: CASE WHEN now.group_last_order > 0 THEN now.group_last_order END,
    missing: CASE WHEN size(now.missing) > 0 THEN now.missing END}
  FOREACH (o IN CASE WHEN old IS NULL THEN [] ELSE [old] END |
    CREATE (new)-[:BEFORE]->(o) SET o.to_run = $run DELETE c)
} IN CONCURRENT TRANSACTIONS OF 5000 ROWS
