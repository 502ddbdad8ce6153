-- The first package makes a visitor a member: the second rank, where that is what it asks for.
-- makes: since_1(m, since) · grain: one row per member that ever holds the rank · after: ranks/first
CREATE VIEW since_1 AS SELECT m, since FROM first_bought
