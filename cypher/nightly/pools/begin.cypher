// What the pools begin with (rule R7): what the last closed day carries on, and what closed days are fed by today's facts
// less what the runs so far counted. Without closed days that is nothing.
// mode: write · after: nightly/pools/close
// $open: to_run of an open version · $pools: as in nightly/pools/share · $first: the first day that is not closed · $start: the point at which it begins
MATCH (company:Company)
CALL () {
  MATCH (p:Pool)-[:SHARED]->(s:Share {to_run: $open}) WHERE p.day < $first
  WITH p, s ORDER BY p.day
  RETURN collect({name: p.name, counted: s.fed + coalesce(s.adjusted, 0), carried: s.carried}) AS closed
}
CALL () {
  UNWIND range(0, size($pools) - 1) AS i
  WITH i, $pools[i] AS pool
  OPTIONAL MATCH (o:PackageOrder) WHERE o.clk < $start
  WITH i, sum(
    {parts/fed}
  ) AS fed ORDER BY i
  RETURN collect(fed) AS fed
}
WITH company, fed, [pool IN $pools | [c IN closed WHERE c.name = pool.name]] AS rows
SET company.carried = [r IN rows | coalesce(r[-1].carried, 0)],
    company.adjusted = [i IN range(0, size($pools) - 1) | fed[i] - reduce(t = 0, c IN rows[i] | t + c.counted)]
