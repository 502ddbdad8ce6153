-- Depth begins: one step for whoever has a sponsor.
-- makes: depth_0(m, depth) · grain: one row per member · after: network/tree
CREATE TABLE depth_0 AS SELECT m, CASE WHEN p IS NULL THEN 0 ELSE 1 END AS depth FROM tree
