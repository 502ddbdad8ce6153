-- Direct referral (R3): to the buyer's sponsor, if of the payee's rank before the order.
-- makes: paid_direct(seq, day, plan, payee, amount, aside) · grain: one row per order that sets any aside
-- reads: plan_direct · after: network/bought, ranks/held · amount, aside: minor units
CREATE TABLE paid_direct AS
SELECT
  seq,
  day,
  plan,
  max(CASE WHEN pays = 1 THEN payee END) AS payee,
  CAST(sum(pays * aside) AS BIGINT) AS amount,
  CAST(sum(aside) AS BIGINT) AS aside
FROM (
  SELECT
    b.seq,
    b.day,
    b.plan,
    t.p AS payee,
    CASE WHEN t.p IS NOT NULL AND (r.payee_rank = 0 OR s.m IS NOT NULL)
      AND (r.own = 0 OR r.own <= (
        SELECT coalesce(sum(e.net), 0) FROM own_orders e
        WHERE e.m = t.p AND e.at >= o.at - r.span AND (e.at < o.at OR (e.at = o.at AND e.order_id <= o.order_id))
      )) THEN 1 ELSE 0 END AS pays,
    b.number * r.amount AS aside
  FROM bought b
  JOIN plan_direct r ON r.plan = b.plan AND r.package = b.package
  JOIN package_orders o ON o.seq = b.seq
  JOIN tree t ON t.m = b.m
  LEFT JOIN held s ON s.m = t.p AND s.rank = r.payee_rank AND s.since < b.seq AND s.until > b.seq
) x
GROUP BY seq, day, plan
