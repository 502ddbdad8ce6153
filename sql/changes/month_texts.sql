-- The volumes of each member's months as one text: a line for each month that is not empty.
-- makes: {table}(m, months) · grain: one row per member with volume
-- {volumes}: a table of volumes by month, own_months or the last of volumes/months
CREATE TABLE {table} AS
SELECT m, array_join(array_sort(collect_list(concat(CAST(month AS STRING), ':', CAST(volume AS STRING)))), chr(10)) AS months
FROM {volumes}
WHERE volume <> 0
GROUP BY m
