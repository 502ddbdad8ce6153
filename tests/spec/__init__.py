"""The specification: tables in, expected tables out, on every engine."""
