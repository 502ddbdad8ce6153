// What of an order's net amount falls on lines that count (rules R10, R11): net * those lines / all lines, rounded down. An order
// without lines has none that is named, and none that is excepted.
// mode: part · shape: subquery · grain: one row
// takes: o; net; counts: {whole, named, products, categories, except_products}: whether all lines count, whether those of products and categories alone do, and products whose lines never do
// returns: counted: minor units
WITH o, net, counts, CASE WHEN counts.whole THEN []
  ELSE COLLECT { MATCH (o)-[c:CONTAINS]->(p) RETURN {product: p.id, category: coalesce(p.category, ''), amount: c.amount} } END AS lines
WITH net, counts, reduce(t = 0, i IN lines | t + i.amount) AS every, reduce(t = 0, i IN lines | t +
  CASE WHEN (NOT counts.named OR i.product IN counts.products OR i.category IN counts.categories)
         AND NOT i.product IN counts.except_products THEN i.amount ELSE 0 END) AS part
RETURN CASE WHEN every = 0 AND NOT counts.named THEN net ELSE
  {parts/portion}
  END AS counted
