-- Orders that stand as of the run and count: refunds that reach the amount make an order as if it had never been placed, and one
-- of a group counts from its success on (R12).
-- makes: standing(order_id, buyer_id, group_id, at, day, net) · grain: one row per order · reads: groups, zone_spans
-- after: network/successes · at: when it counts, microseconds UTC · day: days since 1970 in the plan's zone · net: minor units
CREATE VIEW standing AS
SELECT c.order_id, c.buyer_id, c.group_id, c.at, (c.at + z.shift) div 86400000000 AS day, c.net
FROM (
  SELECT p.order_id, p.buyer_id, p.group_id, greatest(p.at, coalesce(s.at, p.at)) AS at, p.net
  FROM paid p
  LEFT JOIN groups g ON g.id = p.group_id
  LEFT JOIN successes s ON s.group_id = p.group_id
  WHERE p.group_id IS NULL OR (s.at IS NOT NULL AND p.at >= g.opens AND p.at <= g.closes)
) c
JOIN zone_spans z ON c.at >= z.starts AND c.at < z.ends
