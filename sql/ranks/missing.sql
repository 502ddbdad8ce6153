-- What each member misses of the rank above its own, as one text: a line for each condition, its place in the plan and how many
-- are missing.
-- makes: missing_texts(m, missing) · grain: one row per member that misses something
-- {conditions}: the conditions of all ranks, each a SELECT of `ranks/missing_one`
CREATE TABLE missing_texts AS
SELECT m, array_join(array_sort(collect_list(concat(lpad(CAST(number AS STRING), 2, '0'), ':', CAST(short AS STRING)))), chr(10)) AS missing
FROM ({conditions}) x
GROUP BY m
