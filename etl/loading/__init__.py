"""Loading: a folder of tables becomes facts in the graph, and what breaks a rule waits in the quarantine."""

from etl.loading.abandoning import Abandoned, abandon
from etl.loading.load import Progress, load_delivery, load_folder
from etl.loading.schema import ensure_facts_schema
from etl.loading.summary import Counts, LoadSummary

__all__ = [
    "Abandoned",
    "Counts",
    "LoadSummary",
    "Progress",
    "abandon",
    "ensure_facts_schema",
    "load_delivery",
    "load_folder",
]
