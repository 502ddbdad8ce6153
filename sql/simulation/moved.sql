-- How many members reach a higher rank than under the plans that are compared with, and how many only a lower one.
-- mode: read · grain: one row · after: simulation/changed
SELECT
  count(CASE WHEN rank > rank_before THEN 1 END) AS higher,
  count(CASE WHEN rank < rank_before THEN 1 END) AS lower
FROM changed
