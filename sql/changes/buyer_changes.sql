-- Buyers whose orders that stand are others than in the published run. makes: buyer_changes(buyer_id) · grain: one row per buyer
-- reads: due_buyers, published_buyers
CREATE TABLE buyer_changes AS
SELECT coalesce(a.buyer_id, b.buyer_id) AS buyer_id
FROM due_buyers a
FULL JOIN published_buyers b ON b.buyer_id = a.buyer_id
WHERE NOT (a.orders <=> b.orders AND a.times <=> b.times AND a.amount <=> b.amount AND a.mixed <=> b.mixed)
