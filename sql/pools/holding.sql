-- On the evenings of which days members hold the rank of a pool (R7), and not the next one where only exact holders share: the
-- stretches between the days on which that changes.
-- makes: holding(m, rank, first_day, end_day) · grain: one row per member, rank of a pool and stretch · reads: plan_pools
-- {exact}: 1 for holders: exact, else 0 · {never}: later than every order · end_day is not in it
CREATE TABLE holding AS
SELECT m, rank, day AS first_day, end_day FROM (
  SELECT m, rank, day, sum(change) OVER (PARTITION BY m, rank ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS holds,
    coalesce(lead(day) OVER (PARTITION BY m, rank ORDER BY day), 1000000) AS end_day
  FROM (
    SELECT c.m, c.rank, coalesce(t.day, -1000000) AS day, sum(c.change) AS change
    FROM (
      SELECT h.m, r.rank, h.since AS seq, CASE WHEN h.rank = r.rank THEN 1 ELSE -1 END AS change
      FROM held h
      JOIN (SELECT DISTINCT rank FROM plan_pools) r ON r.rank = h.rank OR ({exact} = 1 AND r.rank + 1 = h.rank)
      UNION ALL
      SELECT h.m, r.rank, h.until, CASE WHEN h.rank = r.rank THEN -1 ELSE 1 END
      FROM held h
      JOIN (SELECT DISTINCT rank FROM plan_pools) r ON r.rank = h.rank OR ({exact} = 1 AND r.rank + 1 = h.rank)
      WHERE h.until < {never}
    ) c
    LEFT JOIN clock t ON t.seq = c.seq
    GROUP BY c.m, c.rank, coalesce(t.day, -1000000)
  ) d
) e
WHERE holds = 1
