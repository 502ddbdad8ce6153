-- The standings that stand: those that this run changed, and the published ones of everybody else.
-- makes: standings_there(...) · grain: one row per member · reads: new_standings, published_standings
CREATE VIEW standings_there AS
SELECT * FROM new_standings
UNION ALL
SELECT p.* FROM published_standings p WHERE NOT EXISTS (SELECT 1 FROM new_standings n WHERE n.member_id = p.member_id)
