"""What is kept as files beside the graph: the facts, and what the published run says."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.columnar.facts import TABLES, columns
from graph.columnar.run_tables import RUN_TABLES


@dataclass(frozen=True)
class Contents:
    """Tables that one manifest names the files of.

    manifests: the folder of the manifests. noted: the folder of the statements by which the graph names one.
    tables: the columns of each, and `reading` the statement that reads it from the graph. times: the time
    (microseconds UTC) by whose month a table is divided. amounts: the column of those with amounts in minor
    units.
    """

    manifests: str
    noted: str
    tables: Mapping[str, Mapping[str, type]]
    reading: Mapping[str, str]
    times: Mapping[str, str]
    amounts: Mapping[str, str]

    def columns_by_time(self, table: str) -> dict[str, type]:
        """Return the columns of a table with its time: that of lines, which is their order's, is none."""
        time = self.times.get(table)
        return {**self.tables[table], **({time: int} if time else {})}


FACTS = Contents(
    manifests="manifests",
    noted="load/fact_files",
    tables={name: columns(name) for name in TABLES},
    reading={name: f"read/facts/{name}" for name in TABLES},
    times={
        "members": "joined",
        "customers": "joined",
        "orders": "at",
        "lines": "at",
        "refunds": "at",
        "corrections": "at",
        "withdrawals": "at",
    },
    amounts=dict.fromkeys(("orders", "lines", "refunds", "adjustments", "withdrawals"), "amount"),
)
PUBLISHED = Contents(
    manifests="runs",
    noted="run/files",
    tables=RUN_TABLES,
    reading={name: f"run/stands/{name.removeprefix('published_')}" for name in RUN_TABLES},
    times={},
    amounts={
        "published_entries": "amount",
        "published_standings": "earned",
        "published_shares": "fed",
        "published_buyers": "amount",
    },
)
