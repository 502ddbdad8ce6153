-- Levels (R10): what each generation gets of each basis, if of the rank and active enough; rounded down once per entry.
-- makes: paid_level(seq, day, generation, payee, amount) · grain: one row per order, generation and payee
-- reads: plan_levels, plan_level_rates · after: rewards/level_passes · {walks}: the rounds of the walk
CREATE TABLE paid_level AS
SELECT seq, day, generation, payee, amount FROM (
  SELECT
    w.seq,
    o.day,
    w.generation,
    w.member AS payee,
    CAST(sum(CAST(b.amount AS DECIMAL(38, 0)) * q.over_part) div max(r.under_part) AS BIGINT) AS amount
  FROM ({walks}) w
  JOIN package_orders o ON o.seq = w.seq
  JOIN plan_levels r ON r.plan = w.plan AND r.level = w.level
  JOIN plan_level_rates q ON q.plan = w.plan AND q.level = w.level AND q.generation = w.generation
  JOIN order_bases b ON b.order_id = o.order_id AND b.basis = r.basis
  LEFT JOIN held s ON s.m = w.member AND s.rank = r.payee_rank AND s.since < w.seq AND s.until > w.seq
  WHERE (r.payee_rank = 0 OR s.m IS NOT NULL)
    AND (r.own = 0 OR r.own <= (
      SELECT coalesce(sum(e.net), 0) FROM own_orders e
      WHERE e.m = w.member AND e.at >= o.at - r.span AND (e.at < o.at OR (e.at = o.at AND e.order_id <= o.order_id))
    ))
  GROUP BY w.seq, o.day, w.generation, w.member
) x
WHERE amount > 0
