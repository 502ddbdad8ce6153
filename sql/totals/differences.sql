-- How many members earn more than in the published run, how many less, and how many hold another rank.
-- mode: read · reads: published_standings
SELECT
  count(CASE WHEN s.earned > coalesce(p.earned, 0) THEN 1 END) AS more,
  count(CASE WHEN s.earned < coalesce(p.earned, 0) THEN 1 END) AS less,
  count(CASE WHEN s.rank <> coalesce(p.rank, 0) THEN 1 END) AS moved
FROM standings s
LEFT JOIN published_standings p ON p.member_id = s.member_id
