"""Example mapping files (docs/mapping.md)."""
