// What answers rest on: the pointer, when that run was finished, which deliveries are done, and who was erased. Names and
// channels are replaced by a delivery or erased at once, not by a run: an answer given before is not the answer after it.
// mode: read
// returns: number (0 before the first run), finished, delivered (the last one), done (how many), erased (how many members); no row in an empty database
MATCH (l:Ledger {id: 'upline'})
OPTIONAL MATCH (r:Run {number: l.published})
CALL () {
  MATCH (d:Delivery)
  RETURN max(d.delivered) AS delivered, count(CASE d.state WHEN 'done' THEN 1 END) AS done
}
RETURN coalesce(l.published, 0) AS number, r.finished AS finished, delivered, done, COUNT { (:Erasure) } AS erased
