"""The `upline` command: thin functions over `etl` and `graph`, and the words people read."""
