-- The first figures that differ. mode: read
-- {limit}: how many
SELECT id, figure, due, posted
FROM figure_differences
ORDER BY id, figure
LIMIT {limit}
