-- The curve of concentration: what each hundredth of all members earned, by increasing earnings.
-- mode: read · grain: one row per hundredth, 1 to 100 · after: simulation/people
SELECT hundredth, count(*) AS members, CAST(sum(earned) AS BIGINT) AS earned
FROM (
  SELECT earned, ((row_number() OVER (ORDER BY earned, member_id) - 1) * 100) div (count(*) OVER ()) + 1 AS hundredth
  FROM people
) p
GROUP BY hundredth
ORDER BY hundredth
