"""The facts and the published run as files of Parquet, kept beside the graph; if need be, made anew from it.

Files never change. A manifest names those that make up the facts, with what ties them to the graph, and the
graph names the manifest: a load takes the name away in its first transaction and sets the new one in its
last, so that a load that is killed leaves none, and whoever needs the files makes them anew. Of a run it is
named by the transaction that publishes it.
"""

from graph.fact_files.folder import Folder, folder_at
from graph.fact_files.keeping import FROM_GRAPH, KeptFiles, Status, facts_of, kept_facts, read_into, status
from graph.fact_files.run_files import (
    NamedRun,
    keep_run,
    parameters_of,
    published_of,
    read_run,
    rebuild,
    status_of_run,
)

__all__ = [
    "FROM_GRAPH",
    "Folder",
    "KeptFiles",
    "NamedRun",
    "Status",
    "facts_of",
    "folder_at",
    "keep_run",
    "kept_facts",
    "parameters_of",
    "published_of",
    "read_into",
    "read_run",
    "rebuild",
    "status",
    "status_of_run",
]
