// How many things a member misses of the next rank, 0 at the highest; who is not a member yet misses one, its first package.
// mode: part · shape: expression
// takes: v: its standing · returns: a number
// $least: the lowest rank that looks at its next one by conditions
CASE WHEN v.rank < $least THEN 1
  ELSE reduce(t = 0, text IN coalesce(v.missing, []) | t + toInteger(split(text, ':')[1])) END
