// What members earned by month of the entries' day, kind, and rank as of the run. A calculation that moves CURRENT meanwhile
// can hide a version, whose rank is then null: ask again.
// mode: read · grain: one row per month, kind and rank
// $run: number of the run
// $team: member id of the root of the team, empty for the whole company
// $channel: that of the order's buyer, which pool shares have none of; empty for all
// $from_day: first day, empty for the beginning · $to_day: the day after the last one
{parts/members}
{parts/earned}
WITH p, substring(e.day, 0, 7) AS month, e.kind AS kind, sum(e.amount) AS amount
WITH p, collect([month, kind, amount]) AS rows
OPTIONAL CALL (p) {
  MATCH (p)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
UNWIND rows AS row
RETURN row[0] AS month, row[1] AS kind, v.rank AS rank, sum(row[2]) AS amount
ORDER BY month, kind, rank
