-- How many dealers have others so far above. mode: read
SELECT count(p) FROM links_{round}
