"""What the commit 8e201fd, the last before migrations, wrote: how it was made, and the file of it.

`python tests/migrations/before.py URI PASSWORD`, run with that commit's code on an empty database, loads the
deliveries below, calculates one night, damages the ledger, tries another, and writes before.json: all waiting
rows, runs and the ledger node, as that commit left them. Today's code makes the same deliveries to compare.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl.loading import load_delivery
from etl.mapping import load_mapping
from etl.reading import read_delivery
from graph.database import Database
from graph.errors import CheckFailedError
from graph.nightly import run_nightly

FILE = Path(__file__).with_name("before.json")
AS_OF = 1_770_000_000_000_000
DELIVERIES: list[dict[str, str]] = [
    {
        "members.csv": "member_id,sponsor_id,joined_at,name,channel,community_id\n"
        "A,,2026-01-01T00:00:00Z,,,\nB,A,2026-01-02T00:00:00Z,,,\nC,B,2026-01-03T00:00:00Z,,,\n"
        "D,D,2026-01-03T00:00:00Z,,,\nE,nobody,2026-01-03T00:00:00Z,,,\nF,E,2026-01-03T00:00:00Z,,,\n"
        "G,H,2026-01-03T00:00:00Z,,,\nH,G,2026-01-03T00:00:00Z,,,\nI,a,2026-01-03T00:00:00Z,,,\n"
        "J,A,2026-13-03T00:00:00Z,x\ty,,\nK,A,yesterday,,,\nL,A,1969-01-01T00:00:00Z,,,\n"
        f"{'M' * 300},A,2026-01-01T00:00:00Z,,,\n"
        "1E+05,A,2026-01-01T00:00:00Z,,,\n,A,2026-01-01T00:00:00Z,,,\n"
        "N,A,2026-01-01T00:00:00Z,,,,too,many\nP,A,2026-01-01T00:00:00Z,one,,\nP,A,2026-01-01T00:00:00Z,,x,\n"
        "P,B,2026-01-01T00:00:00Z,,,\nQ,Ａ,2026-01-01T00:00:00Z,,,\nR,A ,2026-01-01T00:00:00Z,,,\n"
        "S, ａ,2026-01-01T00:00:00Z,,,\nk1,A,2026-01-01T00:00:00Z,,,\n",
        "customers.csv": "customer_id,community_id,joined_at,channel\nk1,,2026-01-01T00:00:00Z,\n",
        "products.csv": "product_id,name,category\nP699,Package,\nP1,,\n",
        "groups.csv": "group_id,leader_id,opened_at,closes_at\n"
        "g1,A,2026-01-02T00:00:00Z,2026-01-01T00:00:00Z\n",
        "orders.csv": "order_id,buyer_id,paid_at,amount,channel,group_id\n"
        "o1,A,2026-01-05T00:00:00Z,699.00,,\no2,B,2026-01-06T00:00:00Z,699.00,,\n"
        "o3,C,2026-01-07T00:00:00Z,1398.00,,\no4,C,2026-01-07T00:00:00Z,10.00,,\n"
        "o5,B,2026-01-01T00:00:00Z,10.00,,\no6,nobody,2026-01-07T00:00:00Z,-5,,\n"
        "o7,C,2026-01-07T00:00:00Z,x,,\no8,C,2026-01-07T00:00:00Z,0,,\no9,C,2026-01-07T00:00:00Z,"
        f"{'9' * 20},,\n"
        "o10,nobody,2026-01-07T00:00:00Z,5.00,,g1\no11,C,2026-01-07T00:00:00Z,5.00,,\n"
        "o12,C,2026-01-07T00:00:00Z,5.00,,\n",
        "order_lines.csv": "order_id,line_no,product_id,quantity,amount\n"
        "o1,1,P699,1,699.00\no2,1,P699,1,699.00\no3,1,P699,2,1398.00\no4,1,P699,1,9.00\n"
        "o11,1,P9,1,5.00\no12,1,P699,0,5.00\no12,2,P699,1.5,5.00\no99,1,P699,1,1.00\n"
        "o3,7,P699,1,1.00\no3,7,P699,2,1.00\n",
        "refunds.csv": "refund_id,order_id,refunded_at,amount\n"
        "r1,o1,2026-01-04T00:00:00Z,1.00\nr2,o2,2026-01-08T00:00:00Z,700.00\n",
        "sponsor_corrections.csv": "member_id,sponsor_id,decided_at,reason\n"
        "A,C,2026-01-09T00:00:00Z,why\nA,A,2026-01-10T00:00:00Z,why\n",
        "opening_standings.csv": "member_id,rank,team_owner_id\nB,boss,\n",
        "spend.csv": "day,channel,kind,amount\n2026-01-01,x,Marketing,1.00\n2026-02-30,x,subsidy,1.00\n"
        "2026-1-1,x,subsidy,1.00\n1969-12-31,x,subsidy,1.00\n",
    },
    {
        "members.csv": "member_id,sponsor_id,joined_at,name,channel\nC,A,2026-01-03T00:00:00Z,,\n",
        "orders.csv": "order_id,buyer_id,paid_at,amount,channel\no1,B,2026-01-05T00:00:00Z,699.00,\n",
        "order_lines.csv": "order_id,line_no,product_id,quantity,amount\n",
        "customers.csv": "customer_id,community_id,joined_at,channel\nA,,2026-01-01T00:00:00Z,\n",
    },
    {
        "mapping.yaml": "tables:\n  orders:\n    from: export.csv\n    group_by: Name\n    columns:\n"
        "      order_id: Id\n      buyer_id: Email\n"
        '      paid_at: {column: Paid at, time: "%Y-%m-%d %H:%M:%S %z"}\n      amount: Total\n',
        "export.csv": "Name,Id,Email,Paid at,Total\n#1,501,A,2026-01-05 10:00:00 +0800,1.00\n"
        "#1,502,B,2026-01-05 10:00:00 +0800,1.00\n"
        "#2,503,A,2026-01-05,x\n#3,o1,,2026-01-05 10:00:00 +0800,1.00\n",
    },
]


def deliver(database: Database) -> None:
    """Load the deliveries, one after the other."""
    for files in DELIVERIES:
        with TemporaryDirectory() as name:
            folder = Path(name)
            for file, text in files.items():
                (folder / file).write_text(text, "utf-8")
            mapping = load_mapping(folder / "mapping.yaml") if "mapping.yaml" in files else None
            load_delivery(database, read_delivery(folder, mapping))


def nights(database: Database) -> None:
    """Publish a run, then let one fail."""
    run_nightly(database, (), AS_OF)
    with database.driver.session(database=database.name) as session:
        session.run("MATCH ()-[e:EARNED]->(:Order) DELETE e").consume()
        session.run("MATCH (o:Order {id: 'o2'}) DETACH DELETE o").consume()
    try:
        run_nightly(database, (), AS_OF + 1)
    except CheckFailedError:
        return
    raise AssertionError("the second night should have failed")


def kept(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return the properties of waiting rows, runs and the ledger."""
    found = {}
    with database.driver.session(database=database.name) as session:
        for label in ("Quarantined", "Run", "Ledger"):
            rows = session.run(f"MATCH (n:{label}) RETURN properties(n) AS n").data()
            found[label] = sorted((row["n"] for row in rows), key=lambda row: json.dumps(row, sort_keys=True))
    return found


if __name__ == "__main__":
    connected = Database.connect(sys.argv[1], "neo4j", sys.argv[2], "neo4j")
    deliver(connected)
    nights(connected)
    whole = json.dumps(kept(connected), ensure_ascii=False, indent=1, sort_keys=True)
    FILE.write_text(whole + "\n", "utf-8")
