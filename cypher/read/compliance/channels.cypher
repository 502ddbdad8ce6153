// The channels that a few members came by, as they are today: an erasure takes them, so that no run keeps them. "" where there is none.
// mode: read · grain: one row per member
// $ids: ids of members
UNWIND $ids AS id
MATCH (m:Member {id: id})
RETURN id, coalesce(m.channel, '') AS channel
