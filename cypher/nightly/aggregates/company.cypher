// How many members there are in all, those who are not there yet included.
// mode: read · grain: one row
MATCH (m:Member) RETURN count(m) AS members
