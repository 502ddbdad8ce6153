-- The root above each member begins with the sponsor; a root is its own.
-- makes: tops_0(m, top) · grain: one row per member · after: network/tree
CREATE TABLE tops_0 AS SELECT m, coalesce(p, m) AS top FROM tree
