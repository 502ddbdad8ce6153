-- Team override (R4): would go to the buyer's team owner, if of the payee's rank before the order and active enough.
-- makes: candidates_override(seq, day, plan, payee, holds, span, own, aside) · grain: one row per order and package
-- reads: plan_override · after: network/bought, teams/owners, ranks/held · {round}: of the last `teams/owners`
-- holds: 1 with the rank · aside: minor units
CREATE TABLE candidates_override AS
SELECT
  b.seq,
  b.day,
  b.plan,
  w.owner AS payee,
  CASE WHEN f.since <= b.seq AND w.owner IS NOT NULL AND (r.payee_rank = 0 OR s.m IS NOT NULL) THEN 1 ELSE 0 END AS holds,
  r.span,
  r.own,
  b.number * r.amount AS aside
FROM bought b
JOIN plan_override r ON r.plan = b.plan AND r.package = b.package
LEFT JOIN owners_{round} w ON w.m = b.m
LEFT JOIN first_bought f ON f.m = b.m
LEFT JOIN held s ON s.m = w.owner AND s.rank = r.payee_rank AND s.since < b.seq AND s.until > b.seq
