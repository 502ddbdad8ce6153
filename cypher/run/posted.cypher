// How many entries a run has posted.
// mode: read
// $run: its number
MATCH ()-[e:EARNED]->() WHERE e.run = $run
RETURN count(e) AS entries
