-- Condition `volume` (R11): the months that are over in which members have so much volume, and so many legs with so much each.
-- makes: volume_{rank}_{place}(m, month) · grain: one row per member and month · after: volumes/months, network/clock_months
-- {round}: of the last `volumes/months` · {whole}, {own}: how often group and personal volume count in what is asked for
-- {amount}, {each}: minor units · {legs}: how many legs, 0 for none
CREATE TABLE volume_{rank}_{place} AS
SELECT g.m, g.month
FROM months_{round} g
JOIN clock_months c ON c.month = g.month
LEFT JOIN own_months o ON o.m = g.m AND o.month = g.month
LEFT JOIN (
  SELECT t.p, x.month, count(*) AS legs
  FROM months_{round} x
  JOIN tree t ON t.m = x.m
  WHERE t.p IS NOT NULL AND x.volume >= {each}
  GROUP BY t.p, x.month
) l ON l.p = g.m AND l.month = g.month
WHERE g.volume * {whole} + coalesce(o.volume, 0) * {own} >= {amount} AND coalesce(l.legs, 0) >= {legs}
