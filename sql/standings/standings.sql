-- The standing of every member as of the run, figures of all time in minor units.
-- makes: standings(...) · grain: one row per member · after: everything before
-- {never}: later than every order · {round}: of the last doubling · {owners}: of the last `teams/owners`
CREATE TABLE standings AS
SELECT
  a.id AS member_id,
  coalesce(u.id, '') AS sponsor_id,
  d.depth,
  coalesce(r.rank, 0) AS rank,
  coalesce(o.order_id, '') AS rank_order_id,
  coalesce(w.id, '') AS team_owner_id,
  coalesce(n.recruits, 0) AS direct_recruits,
  g.size - 1 AS team_size,
  coalesce(v.personal, 0) AS personal,
  coalesce(v2.volume, 0) - coalesce(v.personal, 0) AS team,
  coalesce(v2.volume, 0) AS volume,
  coalesce(e.earned, 0) AS earned,
  coalesce(e.held, 0) AS held,
  coalesce(p.amount, 0) AS withdrawn,
  coalesce(r.highest, 0) AS highest_rank
FROM mem a
JOIN tree t ON t.m = a.m
JOIN depth_{round} d ON d.m = a.m
JOIN groups_{round} g ON g.m = a.m
LEFT JOIN mem u ON u.m = t.p
LEFT JOIN (SELECT p, count(*) AS recruits FROM tree GROUP BY p) n ON n.p = a.m
LEFT JOIN (SELECT m, CAST(sum(volume) AS BIGINT) AS personal FROM own_months GROUP BY m) v ON v.m = a.m
LEFT JOIN (SELECT m, CAST(sum(volume) AS BIGINT) AS volume FROM months_{round} GROUP BY m) v2 ON v2.m = a.m
LEFT JOIN (SELECT m, max(rank) AS highest, max(CASE WHEN until = {never} THEN rank ELSE 0 END) AS rank FROM held GROUP BY m) r ON r.m = a.m
LEFT JOIN held s ON s.m = a.m AND s.rank = r.rank AND s.until = {never}
LEFT JOIN package_orders o ON o.seq = s.since
LEFT JOIN owners_{owners} ow ON ow.m = a.m
LEFT JOIN mem w ON w.m = ow.owner
LEFT JOIN (
  SELECT m, CAST(sum(earned) AS BIGINT) AS earned, CAST(sum(held) AS BIGINT) AS held FROM earned_months GROUP BY m
) e ON e.m = a.m
LEFT JOIN withdrawn p ON p.m = a.m
