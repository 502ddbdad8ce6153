// The key of an entry of an order: the run, the grain, and the day where it is not the order's.
// mode: part · shape: expression
// takes: o; payee; kind; source: null for none; day · returns: a text
// $stamp: the number of the run as text, of equal length in all runs
$stamp + ' ' + kind + coalesce(' ' + source, '') + ' ' + size(o.id) + ' ' + o.id + ' ' + coalesce(payee.id, '')
  + CASE WHEN day = o.day THEN '' ELSE ' ' + day END
