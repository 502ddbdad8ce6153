-- The tree by numbers: a sponsor who has not joined yet is nobody, so its recruits are roots.
-- makes: tree(m, p) · grain: one row per member, p is null of roots · after: network/members
CREATE TABLE tree AS
SELECT a.m, b.m AS p FROM mem a LEFT JOIN mem b ON b.id = a.sponsor_id
