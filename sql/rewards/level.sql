-- Levels (R10): members that are of the rank, by order, level and generation; they get its rate if active enough.
-- makes: candidates_level(seq, plan, level, generation, payee, span, own) · grain: one row per order, level and generation
-- reads: plan_levels · after: rewards/level_passes · {walks}: the rounds of the walk
CREATE TABLE candidates_level AS
SELECT w.seq, w.plan, w.level, w.generation, w.member AS payee, r.span, r.own
FROM ({walks}) w
JOIN plan_levels r ON r.plan = w.plan AND r.level = w.level
LEFT JOIN held s ON s.m = w.member AND s.rank = r.payee_rank AND s.since < w.seq AND s.until > w.seq
WHERE r.payee_rank = 0 OR s.m IS NOT NULL
