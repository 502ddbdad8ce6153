// How many entries a run has posted, and how many the ledger has with them.
// mode: read
// $run: its number, above which there is none
MATCH ()-[e:EARNED]->() WHERE e.run = $run
WITH count(e) AS entries
RETURN entries, COUNT { ()-[:EARNED]->() } AS ledger
