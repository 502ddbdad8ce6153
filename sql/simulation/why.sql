-- By which kinds of rewards those members win or lose, and the largest change first.
-- mode: read · grain: one row per member and kind that changes · after: simulation/most_changed
SELECT
  m.member_id, m.rank_before, m.rank, m.earned_before, m.earned,
  k.kind, k.amount_before, k.amount
FROM most_changed m
JOIN (
  SELECT member_id, kind, CAST(sum(amount_before) AS BIGINT) AS amount_before, CAST(sum(amount) AS BIGINT) AS amount
  FROM (
    SELECT member_id, kind, amount AS amount_before, 0 AS amount FROM base.sums
    UNION ALL
    SELECT member_id, kind, 0, amount FROM trial.sums
  ) x
  GROUP BY member_id, kind
) k ON k.member_id = m.member_id
WHERE k.amount <> k.amount_before
ORDER BY abs(m.change) DESC, m.member_id, abs(k.amount - k.amount_before) DESC, k.kind
