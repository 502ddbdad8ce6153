-- The figures of all standings that a run writes, added up, and how many team owners, as run/written/standing_sums has them. mode: read
-- after: changes/standing_changes
SELECT
  count(*) AS standings, CAST(coalesce(sum(depth), 0) AS BIGINT) AS depth, CAST(coalesce(sum(rank), 0) AS BIGINT) AS rank,
  CAST(coalesce(sum(direct_recruits), 0) AS BIGINT) AS direct_recruits, CAST(coalesce(sum(team_size), 0) AS BIGINT) AS team_size,
  CAST(coalesce(sum(personal), 0) AS BIGINT) AS personal, CAST(coalesce(sum(team), 0) AS BIGINT) AS team,
  CAST(coalesce(sum(earned), 0) AS BIGINT) AS earned, CAST(coalesce(sum(held), 0) AS BIGINT) AS held,
  CAST(coalesce(sum(withdrawn), 0) AS BIGINT) AS withdrawn,
  CAST(coalesce(sum(waiting), 0) AS BIGINT) AS waiting,
  (SELECT count(*) FROM standing_changes WHERE moved = 1 AND team_owner_id <> '') AS owners
FROM standing_changes
WHERE version = 1
