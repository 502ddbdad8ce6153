-- The points at which ranks that can be lost were lost, held again, and so on, as one text: a line for each, by rank and time.
-- makes: lapse_points(m, lapses) · grain: one row per member that ever lost a rank · after: ranks/held, network/clock
-- {shift}: see graph.clock · {never}: later than every order
CREATE TABLE lapse_points AS
SELECT m, array_join(array_sort(collect_list(point)), chr(10)) AS lapses FROM (
  SELECT
    s.m,
    concat(
      lpad(CAST(s.rank AS STRING), 3, '0'), ' ', CAST(o.at + {shift} AS STRING),
      CASE WHEN o.order_id = '' THEN '' ELSE concat(' ', o.order_id) END
    ) AS point
  FROM (
    SELECT m, rank, until AS seq FROM held WHERE until < {never}
    UNION ALL
    SELECT h.m, h.rank, h.since
    FROM held h
    JOIN (SELECT m, rank, min(since) AS since FROM held GROUP BY m, rank) f ON f.m = h.m AND f.rank = h.rank
    WHERE h.since > f.since
  ) s
  JOIN clock o ON o.seq = s.seq
) x
GROUP BY m
