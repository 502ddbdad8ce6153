-- One figure of pairs that differ in it; '' where one side has no such row. mode: part
-- {pairs}: standing_pairs or pool_pairs · {figure}: the name of one of its figures
SELECT id, '{figure}' AS figure, coalesce(CAST(due_{figure} AS STRING), '') AS due, coalesce(CAST(posted_{figure} AS STRING), '') AS posted
FROM {pairs}
WHERE NOT (due_{figure} <=> posted_{figure})
