"""What members of the company or a team earned: sums, and their ledger by pages."""
