// What a run has posted: how many entries, and what they come to.
// mode: read · returns: entries, rewards (of members), breakage (minor units, taken back counts as less)
// $run: its number
MATCH (p)-[e:EARNED]->() WHERE e.run = $run
RETURN count(e) AS entries, sum(CASE WHEN p:Company THEN 0 ELSE e.amount END) AS rewards,
       sum(CASE WHEN p:Company THEN e.amount ELSE 0 END) AS breakage
