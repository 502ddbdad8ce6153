-- What ties files of facts to the graph: how many rows, the sum of their amounts, and a hash that no order of rows changes.
-- mode: read · {table}: of facts · {amount}: its column in minor units, or 0
-- md5_number_lower and to_json are DuckDB's own.
SELECT
  count(*) AS number,
  CAST(coalesce(sum({amount}), 0) AS DECIMAL(38, 0)) AS amount,
  CAST(coalesce(sum(CAST(md5_number_lower(CAST(to_json(t) AS STRING)) AS DECIMAL(38, 0))), 0) AS DECIMAL(38, 0)) AS hash
FROM {table} t
