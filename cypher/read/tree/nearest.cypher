// In each leg of some members that lacks members of a rank: who is nearest to it, that is who holds the rank below and misses the
// fewest things, then whose group is largest. Of direct recruits alone where the rank must be theirs.
// `known` is false where a calculation is moving CURRENT at this moment, so ask again.
// mode: read · grain: one row per member that has such a leg
// $rows: each {member: its id, rank: number of the rank, each: how many members of it a leg needs, direct: whether recruits alone count}
// $run: number of the run · $limit: how many of each member
UNWIND $rows AS row
MATCH (m:Member {id: row.member})<-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]-(leg:Member)
CALL (row, leg) {
  MATCH (leg)<-[ls:SPONSORED_BY*0..]-(x:Member)
  WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run) AND (NOT row.direct OR size(ls) = 0)
  OPTIONAL CALL (x) {
    MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
          (v WHERE v.from_run <= $run AND v.to_run > $run)
    RETURN v LIMIT 1
  }
  WITH x, v, size(coalesce(v.since, [])) >= row.rank AS there,
    {parts/short}
    AS short
  ORDER BY v.rank = row.rank - 1 DESC, short, v.personal + v.team DESC, x.id
  WITH collect({member_id: x.id, name: x.name, rank: v.rank, missing: coalesce(v.missing, []), short: short}) AS found, count(v) AS known,
       sum(CASE WHEN there THEN 1 ELSE 0 END) AS holders
  RETURN found[0] AS near, known = size(found) AS known, holders
}
WITH row, near, known, holders
WHERE NOT known OR holders < row.each AND near.rank = row.rank - 1
ORDER BY near.short, near.member_id
WITH row, collect(near) AS found, collect(known) AS parts
RETURN row.member AS member_id, all(one IN parts WHERE one) AS known, found[..$limit] AS near
