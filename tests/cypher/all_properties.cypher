// Every property of the graph, for looking whether a text is anywhere in it.
// mode: read
MATCH (n) RETURN toStringList([key IN keys(n) | coalesce(toStringOrNull(n[key]), reduce(t = '', x IN CASE WHEN n[key] IS :: LIST<ANY> THEN n[key] ELSE [] END | t + ' ' + coalesce(toStringOrNull(x), '')))]) AS texts
UNION ALL
MATCH ()-[r]->() RETURN toStringList([key IN keys(r) | coalesce(toStringOrNull(r[key]), '')]) AS texts
