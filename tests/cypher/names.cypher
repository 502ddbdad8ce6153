// Gives members names.
// mode: write
// $names: names by member id
UNWIND keys($names) AS id
MATCH (m:Member {id: id}) SET m.name = $names[id]
