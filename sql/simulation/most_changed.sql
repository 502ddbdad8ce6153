-- The members who win or lose most, in the order of how much.
-- makes: most_changed(member_id, rank_before, rank, earned_before, earned, change) · after: simulation/changed
-- {sign}: 1 for winners, -1 for losers · {limit}: how many
CREATE OR REPLACE TABLE most_changed AS
SELECT member_id, rank_before, rank, earned_before, earned, earned - earned_before AS change
FROM changed
WHERE (earned - earned_before) * {sign} > 0
ORDER BY abs(earned - earned_before) DESC, member_id
LIMIT {limit}
