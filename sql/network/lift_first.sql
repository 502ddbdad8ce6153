-- One step up the tree, with the first package of the member there.
-- makes: lift_0(m, p, least_since) · grain: one row per member with a sponsor · after: network/tree, ranks/first
-- {never}: later than every order
CREATE TABLE lift_0 AS
SELECT t.m, t.p, coalesce(s.since, {never}) AS least_since
FROM tree t
LEFT JOIN first_bought s ON s.m = t.p
WHERE t.p IS NOT NULL
