"""Every statement of the SQL engine, one per file, in Spark SQL: the same stages as the nightly Cypher."""
