// Keeps a plan, in the order in which they were given; it is in force once its run is published.
// mode: write
// $hash: of its content · $name: its name · $text: YAML · $valid_from: a day, or "" · $run: the number of the run · $number: its place
MERGE (p:Plan {hash: $hash})
SET p += {name: $name, text: $text, valid_from: $valid_from, from_run: $run, number: $number}
