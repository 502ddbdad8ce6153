// Whether an entry of an order is held until some time after the order is received, as of a run (R10): as long as nobody had said
// by then when it was, too. An entry of a pool is not.
// mode: part · shape: expression
// takes: t: what the entry is of; kind · returns: a truth value, or null
// $run: number of the run · $as_of: the run's, microseconds · $holds: kinds that are held, each {kind, from, until, time}: in which part of the clock, and how long (microseconds)
any(h IN $holds WHERE h.kind = kind AND h.from <= t.clk < h.until
  AND (t.received IS NULL OR t.received_run > $run OR t.received + h.time > $as_of))
