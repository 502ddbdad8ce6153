-- The points of the `each` earliest members of a rank in a group, by doubling: each descendant is looked at once.
-- makes: legs_{rank}_{place}_{next}(m, since) · grain: at most `each` rows per member · after: network/lift
CREATE TABLE legs_{rank}_{place}_{next} AS
SELECT m, since FROM (
  SELECT m, since, row_number() OVER (PARTITION BY m ORDER BY since) AS place FROM (
    SELECT m, since FROM legs_{rank}_{place}_{round}
    UNION ALL
    SELECT u.p, g.since FROM legs_{rank}_{place}_{round} g JOIN lift_{round} u ON u.m = g.m
  ) x
) y
WHERE place <= {each}
