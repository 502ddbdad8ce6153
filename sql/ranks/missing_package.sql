-- What members miss of a condition `package` of the rank above theirs: the package.
-- makes: missing_{rank}_{number}(m, short) · grain: one row per member that misses it · after: network/bought, ranks/spells
-- {below}: the rank that they hold · {never}: later than every order
CREATE TABLE missing_{rank}_{number} AS
SELECT b.m, CAST(1 AS BIGINT) AS short
FROM spells_{below} b
WHERE b.until = {never} AND NOT EXISTS (SELECT 1 FROM bought x WHERE x.m = b.m AND x.package = {package})
