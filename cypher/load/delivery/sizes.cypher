// How many facts there are of each kind, from the count store: what is empty need not be asked.
// mode: read · returns: one row, a column per table and per kind of withdrawn facts
RETURN COUNT { (:Member) } AS members, COUNT { (:Customer) } AS customers, COUNT { (:Community) } AS communities,
       COUNT { (:Product) } AS products, COUNT { (:Group) } AS groups, COUNT { (:Order) } AS orders,
       COUNT { (:Refund) } AS refunds, COUNT { (:Correction) } AS sponsor_corrections,
       COUNT { (:Opening) } AS opening_standings, COUNT { (:Touch) } AS touches, COUNT { (:Spend) } AS spend,
       COUNT { (:Withdrawn) } AS withdrawn_orders, COUNT { (:WithdrawnRefund) } AS withdrawn_refunds,
       COUNT { (:WithdrawnCorrection) } AS withdrawn_corrections
