// How many people stand at which level below a member: one walk down.
// mode: read · grain: one row per level
// $member: member id
// $run: number of the run
MATCH (:Member {id: $member})<-[ls:SPONSORED_BY*1..]-(x:Member)
WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run)
RETURN size(ls) AS level, count(x) AS people ORDER BY level
