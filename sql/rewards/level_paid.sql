-- Levels (R10): what each generation gets of each basis; rounded down once per entry.
-- makes: paid_level(seq, day, generation, payee, amount) · grain: one row per order, generation and payee
-- reads: plan_levels, plan_level_rates · after: rewards/level, rewards/active
CREATE TABLE paid_level AS
SELECT seq, day, generation, payee, amount FROM (
  SELECT
    c.seq,
    o.day,
    c.generation,
    c.payee,
    CAST(
      sum(CASE WHEN c.own = 0 OR a.seq IS NOT NULL THEN CAST(b.amount AS DECIMAL(38, 0)) * q.over_part ELSE 0 END) div max(r.under_part)
      AS BIGINT
    ) AS amount
  FROM candidates_level c
  LEFT JOIN active_level a ON a.seq = c.seq AND a.payee = c.payee AND a.span = c.span AND a.own = c.own
  JOIN package_orders o ON o.seq = c.seq
  JOIN plan_levels r ON r.plan = c.plan AND r.level = c.level
  JOIN plan_level_rates q ON q.plan = c.plan AND q.level = c.level AND q.generation = c.generation
  JOIN order_bases b ON b.order_id = o.order_id AND b.basis = r.basis
  GROUP BY c.seq, o.day, c.generation, c.payee
) x
WHERE amount > 0
