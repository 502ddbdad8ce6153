// Which saved views of a team a member is in, for a month (graph/reads/team_views.py): it has people below and its group bought less
// than in the month before; it bought in the month before and not since; it misses one single thing of the next rank.
// mode: part · shape: expression
// takes: v: the member's standing; at: place of the month in its lists, null before the first; prior: that of the month before · returns: [behind, stopped, near], each true, false or null
// $least: the lowest rank that looks at its next one by conditions
[v.size > 0 AND coalesce(v.group_by_month[at], 0) < coalesce(v.group_by_month[prior], 0),
 size(v.personal_by_month) = at,
 v.rank >= $least AND size(v.missing) = 1 AND v.missing[0] ENDS WITH ':1']
