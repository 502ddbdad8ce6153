// What one member earned by month and kind; `share` is what the support fund would hold of it: a share of each grain (order
// or pool, kind, source), rounded down once per grain (R8); `waiting` is
// held until some time after receipt (R10).
// mode: read · grain: one row per month and kind
// $member: member id
// $run: number of the run
// $as_of: the run's, microseconds · $holds: as in parts/on_hold
// $kinds: kinds of which the fund holds a share · $part: the share's numerator · $whole: its denominator
MATCH (:Member {id: $member})-[e:EARNED]->(t) WHERE e.run <= $run
WITH t, substring(e.day, 0, 7) AS month, e.kind AS kind, e.source AS source, sum(e.amount) AS amount
RETURN month, kind, sum(amount) AS earned,
       sum(CASE WHEN kind IN $kinds THEN amount * $part / $whole ELSE 0 END) AS share,
       sum(CASE WHEN
         {parts/on_hold}
         THEN amount ELSE 0 END) AS waiting
ORDER BY month, kind
