-- Direct referral (R3): would go to the buyer's sponsor, if of the payee's rank before the order and active enough.
-- makes: candidates_direct(seq, day, plan, payee, holds, span, own, aside) · grain: one row per order and package
-- reads: plan_direct · after: network/bought, ranks/held · holds: 1 with the rank · aside: minor units
CREATE TABLE candidates_direct AS
SELECT
  b.seq,
  b.day,
  b.plan,
  t.p AS payee,
  CASE WHEN t.p IS NOT NULL AND (r.payee_rank = 0 OR s.m IS NOT NULL) THEN 1 ELSE 0 END AS holds,
  r.span,
  r.own,
  b.number * r.amount AS aside
FROM bought b
JOIN plan_direct r ON r.plan = b.plan AND r.package = b.package
JOIN tree t ON t.m = b.m
LEFT JOIN held s ON s.m = t.p AND s.rank = r.payee_rank AND s.since < b.seq AND s.until > b.seq
