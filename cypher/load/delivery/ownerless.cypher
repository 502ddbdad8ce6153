// Communities without an owner: a load was interrupted between creating them and giving them theirs.
// mode: read · returns: id, in order
// $limit: how many
MATCH (c:Community) WHERE NOT EXISTS { (c)<-[:OWNS]-() }
RETURN c.id AS id ORDER BY id LIMIT $limit
