"""Python's side of the database: connection, statements, plans, the nightly calculation, typed reads."""
