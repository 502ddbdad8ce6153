-- The lowest rank is everybody's, from before the first order: candidates of a second rank that asks for no package.
-- makes: since_0(m, since) · grain: one row per member · after: network/members
CREATE VIEW since_0 AS SELECT m, 0 AS since FROM mem
