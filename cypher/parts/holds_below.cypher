// Whether a member holds the rank below the one that a condition is of, as of the run.
// mode: part · shape: expression
// takes: m · returns: a truth value
// $holds: property of the rank below that must be held, or null · $holds_off: that of the points at which it was lost and held again, null for one that cannot be lost
(($holds IS NULL OR m[$holds] IS NOT NULL) AND size(coalesce(m[$holds_off], [])) % 2 = 0)
