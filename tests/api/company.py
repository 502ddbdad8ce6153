"""A small company in two runs: members with names, a customer, every kind of reward, a refund later."""

import csv
import tempfile
from pathlib import Path

from etl.loading import load_folder
from graph.database import Database
from graph.nightly import run_nightly
from tests.spec.delivery import write_delivery
from tests.spec.tables import company, moment

MEMBERS = """
S
K S
Q K
U Q
A U
A1 A
A2 A
A3 A
B1 A1
C1 A3
C2 A3
C3 A3
X S
Y X
Z Y
"""
ORDERS = """
o1 A P699
o2 A1 P699
o3 A2 P699
o4 A3 P699
o5 A1 P699
o6 B1 P699
o7 C1 P699
o8 C2 P699
o9 C3 P699
x1 X P699
y1 Y P699 2026-01-10T10:00
k1 kate 120.50 2026-01-11T10:00
g1 A 10.00 2026-01-10T11:00
"""
LATER = """
o10 C1 P699 2026-02-02T09:00
z1 Z 2xP699 2026-02-02T10:00
h1 X 20.00 2026-02-02T11:00
"""
GROUPS = """
G A 2026-01-10T10:00 2026-01-11T10:00
H X 2026-02-02T10:00 2026-02-09T10:00
"""
OPENINGS = """
S province
K city
Q district
U partner
"""
NAMES = {"A": "王小明", "A1": "李 Lei", "S": "Head of all"}
FIRST, SECOND = "2026-02-01T00:00", "2026-02-03T00:00"


def publish_company(database: Database) -> None:
    """Load the company in two deliveries into an empty database and publish a run after each."""
    # One buyer each: the orders of the groups count for nothing (R12).
    groups = {"groups": GROUPS, "grouped": "G g1\nH h1"}
    more = {"openings": OPENINGS, "communities": "c1 A3", "customers": "kate c1", **groups}
    _deliver(database, FIRST, company(MEMBERS, ORDERS, **more))
    refunds = "o9 699.00 2026-02-01T12:00"
    _deliver(database, SECOND, company(MEMBERS, ORDERS + LATER, refunds=refunds, **more))


def _deliver(database: Database, as_of: str, facts: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = write_delivery(Path(folder) / "delivery", facts)  # type: ignore[arg-type]
        _name(written / "members.csv")
        assert load_folder(database, written).quarantined == 0
    run_nightly(database, as_of=moment(as_of))


def _name(table: Path) -> None:
    with table.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*header, "name"])
        writer.writerows([*row, NAMES.get(row[0], f"member {row[0]}")] for row in rows)
