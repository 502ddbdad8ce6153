-- How unevenly earnings are spread over all members, those without any among them, by increasing earnings.
-- mode: read · grain: one row · after: simulation/people · {top}: how many members the top is
-- weighted: the sum of each member's place, from 1, times its earnings, for the Gini coefficient
SELECT
  count(*) AS members,
  count(CASE WHEN earned > 0 THEN 1 END) AS earners,
  CAST(coalesce(sum(earned), 0) AS BIGINT) AS earned,
  coalesce(sum(CAST(place AS DECIMAL(38, 0)) * earned), 0) AS weighted,
  CAST(coalesce(sum(CASE WHEN of_all - place < {top} THEN earned ELSE 0 END), 0) AS BIGINT) AS of_top
FROM (
  SELECT earned, row_number() OVER (ORDER BY earned, member_id) AS place, count(*) OVER () AS of_all FROM people
) p
