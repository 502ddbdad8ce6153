-- The points on the clock from which each member holds its ranks, as one text: a line for each, lowest rank first.
-- makes: held_points(m, since) · grain: one row per member with a rank · after: ranks/all, network/clock
-- {shift}: see graph.clock
CREATE TABLE held_points AS
SELECT s.m, array_join(array_sort(collect_list(
  CASE WHEN o.seq IS NULL THEN '' ELSE concat(CAST(o.at + {shift} AS STRING), ' ', o.order_id) END
)), chr(10)) AS since
FROM since s
LEFT JOIN package_orders o ON o.seq = s.since
GROUP BY s.m
