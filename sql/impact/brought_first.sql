-- What others earned of a member's own orders, less what was earned by one whose group that is: it counts from the placer up to
-- below where the way of the payee comes in. makes: brought_0(m, amount) · grain: one row per member · amount: minor units
-- {pairs}: the last table of `impact/meet_climb` or, in a company of roots, of `impact/meet_first`
CREATE TABLE brought_0 AS
SELECT t.m, coalesce(b.amount, 0) AS amount
FROM tree t
LEFT JOIN (
  SELECT m, CAST(sum(amount) AS BIGINT) AS amount FROM (
    SELECT m, amount FROM {pairs}
    UNION ALL
    SELECT CASE WHEN c.x = c.y THEN c.x ELSE u.p END, -c.amount FROM {pairs} c LEFT JOIN steps_0 u ON u.m = c.x
  ) y
  GROUP BY m
) b ON b.m = t.m
