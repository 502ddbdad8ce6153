// name: states
// How many buying groups are open, have succeeded or failed as of a run, and what was bought in them.
// mode: read · grain: one row per state
// $run: number of the run · $as_of: the run's, microseconds
// returns: state, groups, orders, net (minor units)
{parts/groups_led}
{parts/group_state}
RETURN state, count(g) AS groups, sum(orders) AS orders, sum(net) AS net

// name: leaders
// The leaders of buying groups, those with most that succeeded first.
// mode: read · grain: one row per leader
// $run: number of the run · $as_of: the run's, microseconds · $limit: how many
// returns: leader_id, name, groups, open, succeeded, failed, orders, net (minor units)
{parts/groups_led}
{parts/group_state}
WITH leader, count(g) AS groups, sum(CASE state WHEN 'open' THEN 1 ELSE 0 END) AS open,
     sum(CASE state WHEN 'succeeded' THEN 1 ELSE 0 END) AS succeeded, sum(CASE state WHEN 'failed' THEN 1 ELSE 0 END) AS failed,
     sum(orders) AS orders, sum(net) AS net
RETURN leader.id AS leader_id, coalesce(leader.name, '') AS name, groups, open, succeeded, failed, orders, net
ORDER BY succeeded DESC, net DESC, groups DESC, leader_id LIMIT $limit

// name: list
// Buying groups, those that opened last first.
// mode: read · grain: one row per group
// $run: number of the run · $as_of: the run's, microseconds · $limit: how many
// $opened: when the group before the first row opened, microseconds, null to begin with the last · $after: its id
// returns: group_id, leader_id, leader_name, opens, closes, success (microseconds, or null), state, buyers, orders, net (minor units)
{parts/groups_led}
WITH g, leader WHERE $opened IS NULL OR g.opens < $opened OR g.opens = $opened AND g.id > $after
WITH g, leader ORDER BY g.opens DESC, g.id LIMIT $limit
{parts/group_state}
RETURN g.id AS group_id, leader.id AS leader_id, coalesce(leader.name, '') AS leader_name, g.opens AS opens, g.closes AS closes,
       success, state, buyers, orders, net
ORDER BY opens DESC, group_id
