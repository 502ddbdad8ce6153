-- What members miss of a condition `direct` of the rank above theirs: so many recruits.
-- makes: missing_{rank}_{number}(m, short) · grain: one row per member that misses some · after: ranks/spells
-- {below}: the rank that they hold · {never}: later than every order · {of}: the recruits' rank · {count}: how many it needs
CREATE TABLE missing_{rank}_{number} AS
SELECT b.m, {count} - coalesce(c.recruits, 0) AS short
FROM spells_{below} b
LEFT JOIN (SELECT t.p, count(*) AS recruits FROM since_{of} s JOIN tree t ON t.m = s.m GROUP BY t.p) c ON c.p = b.m
WHERE b.until = {never} AND coalesce(c.recruits, 0) < {count}
