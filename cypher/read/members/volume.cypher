// The volume of one member and of its legs from the lists of its standing: of all time, or of whole months. Legs come by
// volume, largest first. `group` is null where a calculation is moving CURRENT at this moment: ask again.
// mode: read
// $member: member id
// $run: number of the run
// $all: true for all time · $from: year*12+month-1 of the first month · $to: that of the month after the last one
// $volume: legs with this volume or less are wanted · $after: those with just this volume only behind this id
// $limit: how many legs
// returns: one row, or none if the run has no such member; a list of volumes begins with the month `months`
MATCH (m:Member {id: $member}) WHERE m.from_run <= $run
OPTIONAL CALL (m) {
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
CALL (m) {
  MATCH (m)<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(x:Member)
  OPTIONAL CALL (x) {
    MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
          (w WHERE w.from_run <= $run AND w.to_run > $run)
    RETURN w LIMIT 1
  }
  WITH x.id AS id, x.name AS name, CASE WHEN $all THEN w.personal + w.team WHEN w IS NOT NULL THEN reduce(t = 0, one IN
    coalesce(w.group_by_month, [])[CASE WHEN $from < w.months THEN 0 ELSE $from - w.months END
                                   ..CASE WHEN $to < w.months THEN 0 ELSE $to - w.months END] | t + one) END AS volume
  WHERE volume IS NULL OR volume < $volume OR (volume = $volume AND id > $after)
  WITH id, name, volume ORDER BY volume IS NULL DESC, volume DESC, id LIMIT $limit
  RETURN collect({member_id: id, name: name, group: volume}) AS legs
}
WITH v, legs, CASE WHEN $from < v.months THEN 0 ELSE $from - v.months END AS first,
     CASE WHEN $to < v.months THEN 0 ELSE $to - v.months END AS end
RETURN v.recruits AS recruits, legs, v.months AS months,
       CASE WHEN $all THEN v.personal WHEN v IS NOT NULL THEN
         reduce(t = 0, one IN coalesce(v.personal_by_month, [])[first..end] | t + one) END AS personal,
       CASE WHEN $all THEN v.personal + v.team WHEN v IS NOT NULL THEN
         reduce(t = 0, one IN coalesce(v.group_by_month, [])[first..end] | t + one) END AS group,
       CASE WHEN $all THEN coalesce(v.personal_by_month, []) END AS personal_by_month,
       CASE WHEN $all THEN coalesce(v.group_by_month, []) END AS group_by_month
