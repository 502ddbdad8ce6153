-- How many rows a table has. mode: read
SELECT count(*) FROM {table}
