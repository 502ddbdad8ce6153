// A run as a night leaves it that was killed: begun, and nothing more.
// mode: write
// $number: its number · $as_of, $started: microseconds
CREATE (:Run {number: $number, as_of: $as_of, state: 'calculating', started: $started, engine: 'cypher'})
