// How many facts of each table are in the graph, from the count store. A community counts once it has its owner.
// mode: read · returns: one row, a column per table
RETURN COUNT { (:Member) } AS members, COUNT { (:Customer) } AS customers, COUNT { ()-[:OWNS]->() } AS communities,
       COUNT { (:Product) } AS products, COUNT { (:Group) } AS groups, COUNT { (:Order) } AS orders,
       COUNT { ()-[:CONTAINS]->() } AS order_lines, COUNT { (:Refund) } AS refunds,
       COUNT { (:Correction) } AS sponsor_corrections, COUNT { (:Opening) } AS opening_standings,
       COUNT { (:Touch) } AS touches, COUNT { (:Spend) } AS spend,
       COUNT { (:Adjustment) } AS adjustments, COUNT { (:Withdrawal) } AS withdrawals
