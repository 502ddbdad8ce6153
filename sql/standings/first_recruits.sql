-- The first recruits of each member (R8): by first package; those with an opening rank first, by (joined_at, member_id).
-- makes: first_recruits(p, m) · grain: one row per sponsor and place · {recruits}: how many
CREATE TABLE first_recruits AS
SELECT p, m FROM (
  SELECT t.p, t.m, row_number() OVER (
    PARTITION BY t.p ORDER BY s.since, CASE WHEN s.since = 0 THEN a.joined ELSE 0 END, CASE WHEN s.since = 0 THEN a.id ELSE '' END
  ) AS place
  FROM first_bought s
  JOIN tree t ON t.m = s.m
  JOIN mem a ON a.m = s.m
  WHERE t.p IS NOT NULL
) x
WHERE place <= {recruits}
