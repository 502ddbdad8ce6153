// What Upline's roll-up left on the members: the team volume over all months.
// mode: read
MATCH (m:Member)
RETURN m.id AS member_id, reduce(t = 0, v IN coalesce(m.team, []) | t + v) AS team
