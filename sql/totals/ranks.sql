-- How many members hold each rank, and what is held back of their earnings. mode: read · grain: one row per rank
SELECT rank, count(*) AS members, CAST(sum(held) AS BIGINT) AS held FROM standings GROUP BY rank ORDER BY rank
