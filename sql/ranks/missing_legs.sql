-- What members miss of a condition `legs` of the rank above theirs: so many legs with enough members of a rank.
-- makes: missing_{rank}_{number}(m, short) · grain: one row per member that misses some · after: ranks/legs_rollup
-- {below}: the rank that they hold · {never}: later than every order · {place}, {round}: of the last `ranks/legs_rollup`
-- {each}: how many members a leg needs · {count}: how many legs
CREATE TABLE missing_{rank}_{number} AS
SELECT b.m, {count} - coalesce(c.legs, 0) AS short
FROM spells_{below} b
LEFT JOIN (
  SELECT t.p, count(*) AS legs
  FROM (SELECT m FROM legs_{rank}_{place}_{round} GROUP BY m HAVING count(*) >= {each}) g
  JOIN tree t ON t.m = g.m
  GROUP BY t.p
) c ON c.p = b.m
WHERE b.until = {never} AND coalesce(c.legs, 0) < {count}
