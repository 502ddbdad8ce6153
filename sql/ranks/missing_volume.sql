-- Who misses a condition `volume` of the rank above theirs: a month that is over and has enough, the last where it must be met anew.
-- makes: missing_{rank}_{number}(m, short) · grain: one row per member that misses it · after: ranks/volume, ranks/spells
-- {below}: the rank that they hold · {never}: later than every order · {place}: of `ranks/volume` · {last}: 1 for the last month alone
CREATE TABLE missing_{rank}_{number} AS
SELECT b.m, CAST(1 AS BIGINT) AS short
FROM spells_{below} b
WHERE b.until = {never} AND NOT EXISTS (
  SELECT 1
  FROM volume_{rank}_{place} v
  WHERE v.m = b.m AND ({last} = 0 OR v.month = (SELECT max(month) FROM clock_months))
)
