-- How many rows a table of facts has, and the sum of their amounts: less than `facts/tie`, in any engine.
-- mode: read · {table}: of facts · {amount}: its column in minor units, or 0
SELECT count(*) AS number, CAST(coalesce(sum(CAST({amount} AS DECIMAL(38, 0))), 0) AS DECIMAL(38, 0)) AS amount FROM {table} t
