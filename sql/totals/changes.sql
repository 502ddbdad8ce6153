-- The members whose earnings differ most from the published run, largest first, with their ranks before and after.
-- mode: read · grain: one row per member, of the first {limit} · reads: published_standings
SELECT
  s.member_id, coalesce(p.earned, 0) AS earned_before, s.earned, coalesce(p.rank, 0) AS rank_before, s.rank
FROM standings s
LEFT JOIN published_standings p ON p.member_id = s.member_id
WHERE s.earned <> coalesce(p.earned, 0)
ORDER BY abs(s.earned - coalesce(p.earned, 0)) DESC, s.member_id
LIMIT {limit}
