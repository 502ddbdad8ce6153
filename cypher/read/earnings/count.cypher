// How many ledger entries read/earnings/entries has in all, and what they add up to.
// mode: read
// returns: entries, amount (minor units)
{parts/entries}
RETURN count(*) AS entries, coalesce(sum(e.amount), 0) AS amount
