-- Follows owners that are not settled to the owner's owner. Whoever has none keeps its first two, or leaves them to the
-- company, by the reading `head`.
-- makes: owners_{next}(m, owner, settled) · grain: one row per member with a first package · after: teams/first_owners
-- {contributes}: 1 for head: contributes, else 0
CREATE TABLE owners_{next} AS
SELECT m, owner, settled FROM owners_{round} WHERE settled = 1
UNION ALL
SELECT
  a.m,
  CASE WHEN b.settled = 1 AND b.owner IS NULL AND {contributes} = 0 THEN a.owner ELSE b.owner END AS owner,
  b.settled
FROM owners_{round} a
JOIN owners_{round} b ON b.m = a.owner
WHERE a.settled = 0
