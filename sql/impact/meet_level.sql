-- The deeper of two climbs, where it is deeper by {steps} or more. makes: meet_{round}(as meet_{before})
-- grain: one row per placer and payee · {round}: of `impact/steps`, the longest first · after: impact/meet_first
CREATE TABLE meet_{round} AS
SELECT
  c.m, c.payee,
  CASE WHEN c.x_depth - c.y_depth >= {steps} THEN u.p ELSE c.x END AS x,
  CASE WHEN c.x_depth - c.y_depth >= {steps} THEN c.x_depth - {steps} ELSE c.x_depth END AS x_depth,
  CASE WHEN c.y_depth - c.x_depth >= {steps} THEN v.p ELSE c.y END AS y,
  CASE WHEN c.y_depth - c.x_depth >= {steps} THEN c.y_depth - {steps} ELSE c.y_depth END AS y_depth,
  c.amount
FROM meet_{before} c
LEFT JOIN steps_{round} u ON u.m = c.x
LEFT JOIN steps_{round} v ON v.m = c.y
