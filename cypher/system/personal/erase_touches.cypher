// Takes the ids of touches and of their visitors, which lead to a device or a person. What figures count stays: time, channel,
// who invited, who the visitor became. By their marks the touches are known again when they are delivered once more.
// mode: write
// $rows: maps with touch_id, new_id, new_visitor_id, mark, visitor_mark
UNWIND $rows AS row
MATCH (t:Touch {id: row.touch_id})
SET t:Erased, t += {id: row.new_id, visitor_id: row.new_visitor_id, mark: row.mark, visitor_mark: row.visitor_mark}
