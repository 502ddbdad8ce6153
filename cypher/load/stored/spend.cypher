// The loaded spend among these.
// mode: read
// $ids: list of texts, `day channel kind`
UNWIND $ids AS id
MATCH (n:Spend {id: id})
RETURN n.day AS day, n.channel AS channel, n.kind AS kind, n.amount AS amount
