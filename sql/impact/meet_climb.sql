-- Two of one depth climb as long as they do not meet. makes: below_{round}(m, payee, x, y, amount) · grain: one row per placer and payee
-- {round}: of `impact/steps`, the longest first · {before}: the table before · after: impact/meet_level
CREATE TABLE below_{round} AS
SELECT
  c.m, c.payee,
  CASE WHEN u.p <> v.p THEN u.p ELSE c.x END AS x,
  CASE WHEN u.p <> v.p THEN v.p ELSE c.y END AS y,
  c.amount
FROM {before} c
LEFT JOIN steps_{round} u ON u.m = c.x
LEFT JOIN steps_{round} v ON v.m = c.y
