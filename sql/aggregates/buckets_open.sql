-- How many members have not reached a team with sums yet. mode: read
SELECT count(*) FROM buckets_{round} WHERE settled = 0
