// Every entry that stands, for the calculation beside this one to compare.
// mode: read · grain: one row per entry · amount: minor units
// returns: kind, source ('' but for a matched kind), payee_id ('' the company), order_id or pool ('' the other), day, amount
MATCH (p)-[e:EARNED]->(t)
RETURN e.kind AS kind, coalesce(e.source, '') AS source, CASE WHEN p:Company THEN '' ELSE p.id END AS payee_id,
       coalesce(t.id, '') AS order_id, coalesce(t.name, '') AS pool, e.day AS day, e.amount AS amount
