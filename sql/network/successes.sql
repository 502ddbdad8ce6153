-- When groups succeeded (R12): the order with which the last of so many distinct buyers came, inside the group's window.
-- makes: successes(group_id, at) · grain: one row per group that succeeded · reads: groups · after: network/paid
-- {min_buyers}: how many distinct buyers a group needs
CREATE TABLE successes AS
SELECT group_id, at FROM (
  SELECT group_id, at, row_number() OVER (PARTITION BY group_id ORDER BY at) AS place
  FROM (
    SELECT p.group_id, p.buyer_id, min(p.at) AS at
    FROM paid p
    JOIN groups g ON g.id = p.group_id
    WHERE p.at >= g.opens AND p.at <= g.closes
    GROUP BY p.group_id, p.buyer_id
  ) b
) x
WHERE place = {min_buyers}
