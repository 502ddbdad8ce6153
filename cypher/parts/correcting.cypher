// Whether an entry corrects what earlier runs had posted: one of its grain, or others of its order or pool day, as when a reward goes
// to somebody else. Of a total (a month, a group, an adjustment) it is one of its grain only.
// mode: part · shape: expression
// takes: e; target · returns: a boolean
(e.run > 1 AND (e.corrects IS NOT NULL OR CASE WHEN target:Total THEN false
  WHEN target:Pool THEN EXISTS { (target)-[:SHARED]->(earlier) WHERE earlier.from_run < e.run }
  ELSE EXISTS { (target)<-[earlier:EARNED]-() WHERE earlier.run < e.run } END))
