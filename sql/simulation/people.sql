-- Every member with its rank as of the run and what it earned in the days that are looked at.
-- makes: people(member_id, rank, earned) · grain: one row per member · reads: standings · after: simulation/sums
CREATE TABLE people AS
SELECT s.member_id, s.rank, coalesce(e.earned, 0) AS earned
FROM standings s
LEFT JOIN (SELECT member_id, CAST(sum(amount) AS BIGINT) AS earned FROM sums GROUP BY member_id) e
  ON e.member_id = s.member_id
