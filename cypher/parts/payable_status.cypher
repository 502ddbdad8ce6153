// What becomes of what is due to a member: pay, carried (below the minimum), owes, or empty where nothing is due.
// mode: part · shape: expression
// takes: due · returns: text
// $minimum: least amount that is paid, minor units, at least 1
CASE WHEN due >= $minimum THEN 'pay' WHEN due > 0 THEN 'carried' WHEN due < 0 THEN 'owes' ELSE '' END
