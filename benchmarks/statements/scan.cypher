// One plain read of all orders: the unit in which a night is told.
// mode: read
MATCH (o:Order) RETURN sum(o.amount) AS amount, count(o) AS orders
