-- One step up: to the next generation, or past a member that was passed over.
-- makes: level_at_{next}(seq, plan, level, generation, member) · grain: one row per order and level that is not at its end
-- reads: plan_levels · after: rewards/level_passes
CREATE TABLE level_at_{next} AS
SELECT w.seq, w.plan, w.level, w.generation + w.passes AS generation, t.p AS member
FROM level_walk_{round} w
JOIN plan_levels r ON r.plan = w.plan AND r.level = w.level
JOIN tree t ON t.m = w.member
WHERE t.p IS NOT NULL AND w.generation + w.passes <= r.generations
