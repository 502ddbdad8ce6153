"""From what is earned to what is paid: batches, their lines, and what is payable (docs/payouts.md).

`payable` and `batches` read, for whoever shows it; `preparing`, `deciding`, `confirming` and `restoring`
change.
"""
