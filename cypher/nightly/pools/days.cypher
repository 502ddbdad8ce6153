// The days on which the pools are shared (rule R7): those over at as_of with at least one order that stands, of any kind.
// mode: read
// $days: candidate days in order, each {day, start, end}: text and microseconds
UNWIND $days AS d
WITH d WHERE EXISTS { MATCH (o:Order) WHERE d.start <= o.at < d.end AND coalesce(o.net, 1) > 0 }
RETURN d.day AS day, d.start AS start, d.end AS end
