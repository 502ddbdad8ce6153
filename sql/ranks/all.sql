-- From when each rank is held, all ranks in one table; rank 0 is held by everybody and is not in it.
-- makes: since(m, rank, since) · grain: one row per member and rank it ever holds
-- {ranks}: the ranks of the plan above 0, each a SELECT of `ranks/all_one`
CREATE TABLE since AS {ranks}
