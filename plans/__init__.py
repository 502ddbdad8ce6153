"""Reward plans as YAML; `graph.plan` reads them."""
