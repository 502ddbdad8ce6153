-- Who is the next generation, and who is passed over (with compression: not active, or without the rank).
-- makes: level_walk_{round}(seq, plan, level, generation, member, passes) · grain: one row per order and level
-- reads: plan_levels · after: rewards/level_first, rewards/level_next · passes: 1 for a generation, else 0
CREATE TABLE level_walk_{round} AS
SELECT
  w.seq,
  w.plan,
  w.level,
  w.generation,
  w.member,
  CASE WHEN r.compressed = 0 OR (a.own > 0 AND (r.payee_rank = 0 OR s.m IS NOT NULL)) THEN 1 ELSE 0 END AS passes
FROM level_at_{round} w
JOIN plan_levels r ON r.plan = w.plan AND r.level = w.level
LEFT JOIN held s ON s.m = w.member AND s.rank = r.payee_rank AND s.since < w.seq AND s.until > w.seq
LEFT JOIN (
  SELECT x.seq, x.level, CAST(sum(e.net) AS BIGINT) AS own
  FROM level_at_{round} x
  JOIN plan_levels q ON q.plan = x.plan AND q.level = x.level AND q.compressed = 1
  JOIN package_orders o ON o.seq = x.seq
  JOIN own_orders e ON e.m = x.member AND e.at >= o.at - q.passes_span AND e.at <= o.at
  WHERE e.at < o.at OR e.order_id <= o.order_id
  GROUP BY x.seq, x.level
) a ON a.seq = w.seq AND a.level = w.level
