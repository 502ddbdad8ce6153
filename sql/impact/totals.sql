-- How many of the members who stay would have another group volume, a higher or lower rank, more or less pay; who is gone; and
-- what all earned before and after.
-- mode: read · grain: one row · reads: compared
SELECT
  count(CASE WHEN gone = 0 AND volume <> volume_before THEN 1 END) AS volume_moved,
  count(CASE WHEN gone = 0 AND rank > rank_before THEN 1 END) AS higher,
  count(CASE WHEN gone = 0 AND rank < rank_before THEN 1 END) AS lower,
  count(CASE WHEN gone = 0 AND earned > earned_before THEN 1 END) AS more,
  count(CASE WHEN gone = 0 AND earned < earned_before THEN 1 END) AS less,
  CAST(coalesce(sum(gone), 0) AS BIGINT) AS gone,
  CAST(coalesce(sum(earned_before), 0) AS BIGINT) AS earned_before,
  CAST(coalesce(sum(earned), 0) AS BIGINT) AS earned
FROM compared
