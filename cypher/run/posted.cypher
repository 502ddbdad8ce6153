// What a run has posted: how many entries, what they come to, and how many entries the ledger has with them.
// mode: read · returns: entries, rewards (of members), breakage (minor units, what is taken back counts as less), ledger
// $run: its number, above which there is none
MATCH (p)-[e:EARNED]->() WHERE e.run = $run
WITH count(e) AS entries, sum(CASE WHEN p:Company THEN 0 ELSE e.amount END) AS rewards,
     sum(CASE WHEN p:Company THEN e.amount ELSE 0 END) AS breakage
RETURN entries, rewards, breakage, COUNT { ()-[:EARNED]->() } AS ledger
