-- The points on the clock from which each member first held its ranks, as one text: a line for each, lowest rank first.
-- makes: held_points(m, since) · grain: one row per member with a rank · after: ranks/held, network/clock
-- {shift}: see graph.clock
CREATE TABLE held_points AS
SELECT m, array_join(array_sort(collect_list(point)), chr(10)) AS since FROM (
  SELECT
    s.m,
    CASE
      WHEN o.seq IS NULL THEN ''
      WHEN o.order_id = '' THEN CAST(o.at + {shift} AS STRING)
      ELSE concat(CAST(o.at + {shift} AS STRING), ' ', o.order_id)
    END AS point
  FROM (SELECT m, rank, min(since) AS since FROM held GROUP BY m, rank) s
  LEFT JOIN clock o ON o.seq = s.since
) x
GROUP BY m
