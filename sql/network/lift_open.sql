-- How many members have others so far above. mode: read
SELECT count(*) FROM lift_{round}
