-- The first order of a later day than a buyer's first one.
-- makes: later(n, at) · grain: one row per buyer who came back · after: aggregates/firsts
CREATE TABLE later AS
SELECT s.n, min(s.at) AS at FROM sales s JOIN firsts f ON f.n = s.n WHERE s.day > f.day GROUP BY s.n
