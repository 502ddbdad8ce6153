"""Payouts: what is payable now, the batches that pay it, and their lines."""
