-- How many searches for a dealer go on. mode: read
SELECT count(*) FROM near_{round} WHERE settled = 0
