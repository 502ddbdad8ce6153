-- Brackets (R11): the rate of the own group volume less that of each leg's, exact and rounded down once; nothing for who has too
-- little personal volume in the month.
-- makes: paid_bracket(m, month, day, amount) · grain: one row per member and month
-- reads: plan_brackets · after: rewards/bracket_rates, volumes/own
CREATE TABLE paid_bracket AS
SELECT r.m, r.month, r.day,
  CAST((CAST(r.volume AS DECIMAL(38, 0)) * r.over_part - coalesce(l.legs, 0)) div b.under_part AS BIGINT) AS amount
FROM bracket_rates r
JOIN plan_brackets b ON b.plan = r.plan
LEFT JOIN own_months o ON o.m = r.m AND o.month = r.month
LEFT JOIN (
  SELECT t.p, x.month, sum(CAST(x.volume AS DECIMAL(38, 0)) * x.over_part) AS legs
  FROM bracket_rates x
  JOIN tree t ON t.m = x.m
  WHERE t.p IS NOT NULL
  GROUP BY t.p, x.month
) l ON l.p = r.m AND l.month = r.month
WHERE coalesce(o.volume, 0) >= b.own
