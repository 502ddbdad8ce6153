-- The nearest sponsor above of rank 1 or more is the owner if it was of the owner's rank before, or the plan reads it so
-- (first_two: keep); else its own owner is, which `teams/owners` follows. Without any the company owns the team.
-- makes: owners_0(m, owner, settled) · grain: one row per member with a first package · after: teams/seek, ranks/held
-- {keep}: 1 for first_two: keep, else 0 · {rank}: the least rank of an owner
CREATE TABLE owners_0 AS
SELECT a.m, l.p AS owner, CASE WHEN {keep} = 1 OR l.p IS NULL OR s.m IS NOT NULL THEN 1 ELSE 0 END AS settled
FROM seek_0 a
LEFT JOIN lift_0 l ON l.m = a.at_member
LEFT JOIN held s ON s.m = l.p AND s.rank = {rank} AND s.since < a.since AND s.until > a.since
UNION ALL
SELECT m, owner, 1 FROM opening
