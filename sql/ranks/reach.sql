-- From when a rank is held: when its last condition came true, or from before the first order by the opening.
-- makes: since_{rank}(m, since) · grain: one row per member that ever holds the rank
CREATE TABLE since_{rank} AS
SELECT m, min(since) AS since FROM (
  SELECT m, since FROM reach_{rank}_{place}
  UNION ALL
  SELECT m, 0 FROM opening WHERE rank >= {rank}
) x
GROUP BY m
