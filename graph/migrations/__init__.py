"""Migrations: what a database written by an earlier version goes through, one numbered step after the other.

The version is a property of the ledger node: how many migrations the database has been through. A migration
goes in batches of one transaction each and may be killed between any two: run again, it ends the same. So it
must leave alone what it has done already. New ones are added at the end of MIGRATIONS and never changed.
"""

from graph.migrations.migrate import MIGRATIONS, VERSION, Migration, due, migrate

__all__ = ["MIGRATIONS", "VERSION", "Migration", "due", "migrate"]
