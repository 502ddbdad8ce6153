-- How many entries and standings were calculated. mode: read
SELECT (SELECT count(*) FROM entries) AS entries, (SELECT count(*) FROM standings) AS standings
