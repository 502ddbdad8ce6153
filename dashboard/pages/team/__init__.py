"""The team page: the tree around a member, its legs and volumes, and why it earned what it did."""
