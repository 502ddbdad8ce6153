"""The rewards page: sums, the ledger, and an order explained."""
