// When the orders of groups count (rule R12): at the later of the time they were paid and that of the group's success, the order with
// which the last of so many distinct buyers came inside the window. One whose group has not succeeded, or that was paid outside of
// the window, counts at a time that never comes, and is as one after as_of (`waits_from`: the first run that found it so). `at` is
// when an order counts; `paid`, where it differs, when it was paid. What a published run counted otherwise stays for its readers
// (`Replaced`), and the ledger is calculated from the earlier of both times on.
// mode: batched
// $run: the number of this run · $as_of: microseconds · $min_buyers: how many distinct buyers a group needs · $waiting: the time that never comes · $shift: see graph.clock
MATCH (l:Ledger {id: 'upline'})
MATCH (g:Group) WHERE EXISTS { (g)<-[:IN_GROUP]-(:Order) }
CALL (g, l) {
  CALL (g) {
    MATCH (g)<-[:IN_GROUP]-(o:Order)<-[:PLACED]-(b)
    WITH o, b, coalesce(o.paid, o.at) AS paid
    WHERE g.opens <= paid <= g.closes AND paid <= $as_of
      AND o.amount > reduce(t = 0, a IN COLLECT { MATCH (f:Refund)-[:REFUNDS]->(o) WHERE f.at <= $as_of RETURN f.amount } | t + a)
    WITH b, min(paid) AS came ORDER BY came LIMIT $min_buyers
    WITH collect(came) AS came
    RETURN CASE WHEN size(came) = $min_buyers THEN came[-1] END AS success
  }
  MATCH (g)<-[:IN_GROUP]-(o:Order)
  WITH o, l, success, coalesce(o.paid, o.at) AS paid, g.opens <= coalesce(o.paid, o.at) <= g.closes AS inside
  WITH o, l, paid, CASE WHEN paid > $as_of THEN paid
                        WHEN success IS NULL OR NOT inside THEN $waiting
                        WHEN success > paid THEN success
                        ELSE paid END AS due
  WHERE o.at <> due
  WITH o, l, paid, due, CASE WHEN o.at < due THEN o.at ELSE due END AS from
  WITH o, l, paid, due, toString(from + $shift) + ' ' + o.id AS clk
  FOREACH (_ IN CASE WHEN l.dirty > clk THEN [1] ELSE [] END | SET l.dirty = clk)
  WITH o, paid, due
  CALL (o) {
    MATCH (o)<-[:PLACED]-(b) WHERE o.from_run < $run
    CREATE (b)-[:PLACED]->(was:Replaced)
    SET was = properties(o), was.to_run = $run
    WITH o, was
    CALL (o, was) { MATCH (o)-[:IN_GROUP]->(g) CREATE (was)-[:IN_GROUP]->(g) }
    CALL (o, was) {
      MATCH (o)-[c:CONTAINS|CONTAINED]->(p)
      CREATE (was)-[d:CONTAINED]->(p)
      SET d = properties(c), d.to_run = coalesce(c.to_run, $run)
      FOREACH (_ IN CASE WHEN type(c) = 'CONTAINED' THEN [1] ELSE [] END | DELETE c)
    }
    CALL (o, was) { MATCH (o)<-[:REFUNDS]-(f) CREATE (was)<-[:REFUNDS]-(f) }
    CALL (o, was) { MATCH (o)-[w:WAS]->(older) CREATE (was)-[:WAS]->(older) DELETE w }
    CREATE (o)-[:WAS]->(was)
  }
  SET o += {at: due, paid: CASE WHEN due <> paid THEN paid END, from_run: CASE WHEN o.from_run < $run THEN $run ELSE o.from_run END,
            waits_from: CASE WHEN due = $waiting THEN coalesce(o.waits_from, $run) WHEN o.waits_from < $run THEN o.waits_from END}
} IN TRANSACTIONS OF 1000 ROWS
