"""The first load of a large company: Neo4j's own import of files, in place of transactions."""

from etl.loading.bulk.importing import Imported, import_facts

__all__ = ["Imported", "import_facts"]
