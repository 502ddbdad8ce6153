// How many members there are in all, those who are not there yet included, and how many touches.
// mode: read · grain: one row
RETURN COUNT { (:Member) } AS members, COUNT { (:Touch) } AS touches
