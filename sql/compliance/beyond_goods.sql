-- Members who earned more than all that their group bought since ever, as read/compliance/beyond_goods lists them.
-- mode: read · grain: one row per member · after: standings/standings · {limit}: how many at most · minor units
SELECT member_id, earned, personal + team AS goods
FROM standings
WHERE earned > personal + team
ORDER BY earned - (personal + team) DESC, member_id
LIMIT {limit}
