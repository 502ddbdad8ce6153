// name: rows
// Whom of a whole team a saved view has, for a month, the first to look at first: 0, who falls behind, largest fall first; 1, who
// stopped, largest volume first; 2, who is near, highest rank first, then by group volume. Of who stopped, volumes are their own.
// `known` is false where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row
// $member: member id
// $view: the view's place in parts/in_views
// $month: year*12+month-1
// $least: the lowest rank that looks at its next one by conditions
// $run: number of the run
// $skip: how many rows come before · $limit: how many rows
MATCH (top:Member {id: $member})<-[ls:SPONSORED_BY*1..]-(x:Member)
WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run)
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH x, v, CASE WHEN $month >= v.months THEN $month - v.months END AS at, CASE WHEN $month > v.months THEN $month - v.months - 1 END AS prior
WITH x, v, at, prior,
  {parts/in_views}
  AS views
WHERE v IS NULL OR views[$view]
WITH x.id AS id, v, CASE WHEN $view = 1 THEN coalesce(v.personal_by_month[at], 0) ELSE coalesce(v.group_by_month[at], 0) END AS now,
     CASE WHEN $view = 1 THEN coalesce(v.personal_by_month[prior], 0) ELSE coalesce(v.group_by_month[prior], 0) END AS before
ORDER BY CASE WHEN $view = 2 THEN -v.rank ELSE now - before END, CASE WHEN $view = 2 THEN -(v.personal + v.team) END, id
WITH collect({member_id: id, now: now, before: before, last_order: v.last_order, size: v.size, missing: v.missing}) AS rows,
     count(*) AS total, count(v) AS known, sum(now) AS now, sum(before) AS before
RETURN total, known = total AS known, now, before, rows[$skip..$skip + $limit] AS rows

// name: counts
// How many of a whole team the saved views have for a month, and their volumes, as in read/tree/view/rows: by one walk.
// `known` is false where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row
// $member: member id
// $month: year*12+month-1
// $least: the lowest rank that looks at its next one by conditions
// $run: number of the run
MATCH (top:Member {id: $member})<-[ls:SPONSORED_BY*1..]-(x:Member)
WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run)
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH x, v, CASE WHEN $month >= v.months THEN $month - v.months END AS at, CASE WHEN $month > v.months THEN $month - v.months - 1 END AS prior
WITH x, v, at, prior,
  {parts/in_views}
  AS views
RETURN count(v) = count(x) AS known, sum(CASE WHEN views[0] THEN 1 ELSE 0 END) AS behind,
       sum(CASE WHEN views[1] THEN 1 ELSE 0 END) AS stopped, sum(CASE WHEN views[2] THEN 1 ELSE 0 END) AS near,
       sum(CASE WHEN views[1] THEN coalesce(v.personal_by_month[prior], 0) ELSE 0 END) AS stopped_before
