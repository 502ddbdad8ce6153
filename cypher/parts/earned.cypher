// The entries of a member in a stretch of days, of the orders of a channel.
// mode: part · shape: clause · takes: p · returns: e; target
// $run: number of the run · $channel: that of the order's buyer, which pool shares have none of; empty for all
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
MATCH (p)-[e:EARNED]->(target)
WHERE e.run <= $run AND $from_day <= e.day < $to_day AND
  {parts/from_channel}
