-- When each rank is held, all ranks in one: before an order between `since` and `until`, both excluded.
-- makes: held(m, rank, since, until) · grain: one row per member, rank above 0 and stretch
-- {ranks}: the ranks of the plan above 0, each a SELECT of `ranks/held_one`
CREATE TABLE held AS {ranks}
