-- Of whom nothing is held (R8): its first recruits are of the rank, and the orders below them suffice, as of the run.
-- makes: released(m) · grain: one row per member · after: standings/first_recruits, volumes/groups
-- {recruits}, {rank}, {orders}, {package}: the support fund's · {round}: of the last `volumes/groups` · {never}: later than every order
CREATE TABLE released AS
SELECT f.p AS m
FROM first_recruits f
JOIN held s ON s.m = f.m AND s.rank = {rank} AND s.until = {never}
JOIN groups_{round} g ON g.m = f.m
JOIN groups_0 own ON own.m = f.m
GROUP BY f.p
HAVING count(*) = {recruits} AND sum(g.orders - own.orders) >= {orders}
