"""Loading: a folder of tables becomes facts in the graph, and what breaks a rule waits in the quarantine."""

from etl.loading.load import Progress, ensure_facts_schema, load_delivery, load_folder
from etl.loading.summary import Counts, LoadSummary

__all__ = ["Counts", "LoadSummary", "Progress", "ensure_facts_schema", "load_delivery", "load_folder"]
