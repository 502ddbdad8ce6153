-- Leaders of buying groups (R12): a rate of the net amount of a group's orders that count, by the plan that is valid when it succeeds.
-- makes: paid_leader(source, payee, day, amount) · grain: one row per group that succeeded · reads: groups, zone_spans, plan_windows, plan_leaders
-- after: network/standing, network/members
CREATE TABLE paid_leader AS
SELECT
  s.group_id AS source,
  w.m AS payee,
  (s.at + z.shift) div 86400000000 AS day,
  CAST((CAST(s.net AS DECIMAL(38, 0)) * r.over_part) div r.under_part AS BIGINT) AS amount
FROM (
  SELECT group_id, min(at) AS at, CAST(sum(net) AS BIGINT) AS net
  FROM standing
  WHERE group_id IS NOT NULL
  GROUP BY group_id
) s
JOIN zone_spans z ON s.at >= z.starts AND s.at < z.ends
JOIN groups g ON g.id = s.group_id
JOIN mem w ON w.id = g.leader_id
JOIN plan_windows p ON s.at >= p.starts AND s.at < p.ends
JOIN plan_leaders r ON r.plan = p.plan
