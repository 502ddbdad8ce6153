-- Brackets (R11): at what rate a member's group volume of a month goes on to its sponsor: by how much the bracket of a sponsor who is
-- paid is above its own. makes: toll_0(m, month, over_part) · grain: one row per member and month with volume
-- {of}, {round}: of the last `volumes/months` that counts · after: rewards/bracket
CREATE TABLE toll_0 AS
SELECT g.m, g.month, CASE WHEN b.m IS NULL THEN 0 ELSE r.over_part - coalesce(o.over_part, 0) END AS over_part
FROM {of}_{round} g
JOIN tree t ON t.m = g.m
LEFT JOIN bracket_rates o ON o.m = g.m AND o.month = g.month
LEFT JOIN bracket_rates r ON r.m = t.p AND r.month = g.month
LEFT JOIN paid_bracket b ON b.m = t.p AND b.month = g.month
