-- How many walks are not at a dealer that held the rank. mode: read
SELECT count(*) FROM climb_{round} WHERE holds = 0
