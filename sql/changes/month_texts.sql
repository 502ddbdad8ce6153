-- A figure of each member's months as one text: a line for each month that is not empty.
-- makes: {table}(m, months) · grain: one row per member with volume
-- {volumes}: a table of volumes by month, own_months or the last of volumes/months · {figure}: volume or active
CREATE TABLE {table} AS
SELECT m, array_join(array_sort(collect_list(concat(CAST(month AS STRING), ':', CAST({figure} AS STRING)))), chr(10)) AS months
FROM {volumes}
WHERE {figure} <> 0
GROUP BY m
