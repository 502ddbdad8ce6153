-- How many walks are not at their end. mode: read
SELECT count(*) FROM level_at_{round}
