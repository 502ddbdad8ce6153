// Whether sums that were kept are of a team so large that it should be asked for by whole months.
// mode: read · grain: one row if there are any
// $key: "run metric team", the team empty for the company
MATCH (s:Sums {key: $key})
RETURN s.large AS large
