-- How many team owners are not settled yet. mode: read
SELECT count(*) FROM owners_{round} WHERE settled = 0
