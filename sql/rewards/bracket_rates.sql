-- Brackets (R11): the rate of each group volume in each month that is over, by the plan that is valid when the month begins.
-- makes: bracket_rates(m, month, day, plan, volume, over_part) · grain: one row per member and month with a bracket
-- reads: plan_windows, plan_bracket_steps, company_months · after: volumes/months · {of}, {round}: of the last `volumes/months` that counts
CREATE TABLE bracket_rates AS
SELECT g.m, g.month, c.day, w.plan, g.volume, max(b.over_part) AS over_part
FROM {of}_{round} g
JOIN company_months c ON c.month = g.month
JOIN plan_windows w ON c.starts >= w.starts AND c.starts < w.ends
JOIN plan_bracket_steps b ON b.plan = w.plan AND b.volume <= g.volume
GROUP BY g.m, g.month, c.day, w.plan, g.volume
