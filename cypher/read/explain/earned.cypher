// What one member earned by kind, and what the fund would hold of it: a share of each grain, rounded down (rule R8).
// mode: read · grain: one row per kind
// $member: member id
// $run: number of the run
// $kinds: kinds of which the fund holds a share · $part: the share's numerator · $whole: its denominator
MATCH (:Member {id: $member})-[e:EARNED]->(t) WHERE e.run <= $run
WITH t, e.kind AS kind, e.kind IN $kinds AS held, e.source AS source, e.amount AS amount
// Only of what the fund holds are the grains apart.
WITH kind, held, CASE WHEN held THEN t END AS grain, CASE WHEN held THEN source END AS source, sum(amount) AS amount
RETURN kind, sum(amount) AS amount, sum(CASE WHEN held THEN amount * $part / $whole ELSE 0 END) AS share
ORDER BY kind
