// Which of these refunds were loaded once and wait now.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:WithdrawnRefund {id: id}) RETURN n.id AS id
