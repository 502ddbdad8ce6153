-- What a kind that pays one member per order pays, and sets aside (R3, R4, R9).
-- makes: paid_{kind}(seq, day, plan, payee, amount, aside) · grain: one row per order that sets any aside
-- after: rewards/active · {kind}: direct or override · amount, aside: minor units
CREATE TABLE paid_{kind} AS
SELECT
  seq,
  day,
  plan,
  max(CASE WHEN pays = 1 THEN payee END) AS payee,
  CAST(sum(pays * aside) AS BIGINT) AS amount,
  CAST(sum(aside) AS BIGINT) AS aside
FROM (
  SELECT c.seq, c.day, c.plan, c.payee, c.aside, CASE WHEN c.own = 0 OR a.seq IS NOT NULL THEN c.holds ELSE 0 END AS pays
  FROM candidates_{kind} c
  LEFT JOIN active_{kind} a ON a.seq = c.seq AND a.payee = c.payee AND a.span = c.span AND a.own = c.own
) x
GROUP BY seq, day, plan
