// What a night keeps for the metrics: sums by month, and what stands beside buyers and touches.
// mode: read
CALL () {
  MATCH (s:Sums)
  RETURN 'sums ' + s.key AS id, {large: s.large, sums: s.sums} AS figures
  UNION ALL
  MATCH (p:Member|Customer)
  RETURN 'buyer ' + p.id AS id, p {.ordered, .ordered_net, .ordered_from, .touched, .touched_from} AS figures
  UNION ALL
  MATCH (t:Touch)
  RETURN 'touch ' + t.id AS id, t {.is_first, .visitor_ordered, .visitor_joined, .visitor_from} AS figures
  UNION ALL
  MATCH (r:Run)
  RETURN 'run ' + r.number AS id, {figures: r.figures, checks: r.checks} AS figures
}
RETURN id, figures ORDER BY id
