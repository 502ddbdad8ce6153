// Which of these sponsor corrections were loaded once and wait now.
// mode: read
// $ids: list of texts, `member_id decided_at`
UNWIND $ids AS id MATCH (n:WithdrawnCorrection {id: id}) RETURN n.id AS id
