-- Whose team owner is to be found (R2): buyers of a first package start at themselves; openings have theirs.
-- makes: seek_{round}(m, at_member, since) · grain: one row per member · after: ranks/first
CREATE TABLE seek_{round} AS
SELECT s.m, s.m AS at_member, s.since FROM first_bought s LEFT JOIN opening o ON o.m = s.m WHERE o.m IS NULL
