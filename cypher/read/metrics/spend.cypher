// The spend of a stretch of days by channel.
// mode: read · grain: one row per channel with spend
// $run: number of the run · $from_day: first day, empty for the beginning · $to_day: the day after the last one
// $channel: the spend's, empty for all
// returns: channel, amount (minor units, above 0)
MATCH (s:Spend)
WHERE s.from_run <= $run AND $from_day <= s.day < $to_day AND ($channel = '' OR s.channel = $channel)
WITH s.channel AS channel, sum(s.amount) AS amount WHERE amount > 0
RETURN channel, amount
