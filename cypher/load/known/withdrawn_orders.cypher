// Which of these orders were loaded once and wait now.
// mode: read
// $ids: list of texts
UNWIND $ids AS id MATCH (n:Withdrawn {id: id}) RETURN n.id AS id
