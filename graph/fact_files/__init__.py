"""The facts as files of Parquet, kept beside the graph for the SQL engine; if need be, made anew from it.

Files never change. A manifest names those that make up the facts, with what ties them to the graph, and the
graph names the manifest: a load takes the name away in its first transaction and sets the new one in its
last, so that a load that is killed leaves none, and whoever needs the files makes them anew.
"""

from graph.fact_files.folder import Folder, folder_at
from graph.fact_files.keeping import (
    FROM_GRAPH,
    Facts,
    Status,
    facts_of,
    kept_facts,
    read_into,
    rebuild,
    status,
)

__all__ = [
    "FROM_GRAPH",
    "Facts",
    "Folder",
    "Status",
    "facts_of",
    "folder_at",
    "kept_facts",
    "read_into",
    "rebuild",
    "status",
]
