// The first and last order that the run can count: between them lie the plan's days and months. One of a group counts when another of
// it was paid (R12), whatever an earlier calculation found.
// mode: read · returns: first, last (microseconds); no row without an order
// $as_of: microseconds
MATCH (o:Order)
WITH coalesce(o.paid, o.at) AS at WHERE at <= $as_of
WITH min(at) AS first, max(at) AS last WHERE first IS NOT NULL
RETURN first, last
