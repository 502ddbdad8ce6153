// name: names
// The names of a few members; "" where there is none.
// mode: read · grain: one row per member
// $ids: ids of members
UNWIND $ids AS id
MATCH (m:Member {id: id})
RETURN id, coalesce(m.name, '') AS name

// name: unpublished
// Whether facts were loaded since the published run that lie before its as_of: a simulation counts them, that run does not.
// mode: read
// $run: the number of the next run · $as_of: as_of of the published run, microseconds · $never: the point after all
OPTIONAL MATCH (l:Ledger {id: 'upline'})
RETURN (l.dirty < $never
        OR EXISTS { MATCH (o:Order|Withdrawn) WHERE o.from_run = $run AND o.at <= $as_of }
        OR EXISTS { MATCH (f:Refund|Correction) WHERE f.from_run = $run AND f.at <= $as_of }
        OR EXISTS { MATCH (m:Member) WHERE m.from_run = $run AND m.joined <= $as_of }
        OR EXISTS { MATCH (p:Opening) WHERE p.from_run = $run }) AS found
