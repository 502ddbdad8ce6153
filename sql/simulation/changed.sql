-- The members who earn or rank otherwise under the plan that is tried.
-- makes: changed(member_id, rank_before, rank, before, after) · grain: one row per such member
-- after: simulation/people of both sides
CREATE TABLE changed AS
SELECT b.member_id, b.rank AS rank_before, t.rank, b.earned AS earned_before, t.earned
FROM base.people b
JOIN trial.people t ON t.member_id = b.member_id
WHERE b.earned <> t.earned OR b.rank <> t.rank
