"""What a delivery takes of Python: memory by stage, and the time of a mapping beside plain tables.

Usage: python -m benchmarks.loading FOLDER [--members 1000000] [--rows 1000000]

Makes a company of so many members in FOLDER (five orders each, and whom they invite) where it is not there,
reads it, judges it as a first delivery, and writes the files of an import, without a database; prints the
largest memory of each stage. Then reads so many rows of orders as a plain table and through mappings, one
that only names columns and one like those of shops, and prints the ratios of their CPU times.
"""

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import polars as pl

from benchmarks.meter import forget_peak, peak_mb
from etl.contract import TABLES
from etl.loading.bulk.parts import parts
from etl.loading.transactions import Work
from etl.loading.waiting import Waiting, join_waiting
from etl.mapping import load_mappings
from etl.reading import read_delivery
from etl.resolution import Case, Stored, resolve

Result = TypeVar("Result")
_TRIES = 3
_NAMES = """tables:
  orders:
    from: sales.csv
    columns:
      order_id: No
      buyer_id: Client
      paid_at: {column: Date, time: "%Y-%m-%d %H:%M:%S", zone: Asia/Shanghai}
      amount: {column: Total, thousands: ","}
      channel: {constant: shop}
"""
_SHOP = """tables:
  orders:
    from: sales.csv
    strip: [blanks, apostrophe, formula, currency]
    empty: ["-", "——"]
    where: [{column: State, is: paid}]
    columns:
      order_id: No
      buyer_id: Client
      paid_at:
        column: Date
        time: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S"]
        zone: Asia/Shanghai
      amount: {column: Total, minus: Freight, thousands: ","}
      channel: {constant: shop}
"""


def memory(folder: Path, members: int) -> None:
    """Print the largest memory of each stage of a first load in MB, the Python of it alone."""
    company = folder / f"company-{members}"
    if not company.exists():
        tool = Path(__file__).with_name("make_company.py")
        subprocess.run([sys.executable, tool, company, f"--members={members}", "--visitors=2"], check=True)  # noqa: S603
    delivery = _stage("read", lambda: read_delivery(company))
    rows = {name: len(checked.good) for name, checked in delivery.tables.items()}
    nothing = Waiting(pl.DataFrame(), {}, {})
    good = {name: checked.good for name, checked in delivery.tables.items()}
    candidates = {name: join_waiting(name, good.get(name), nothing) for name in TABLES}
    del delivery, good
    resolutions = _stage("judge", partial(resolve, Case(candidates, {}, Stored(), "CNY")))
    del candidates
    work = Work(resolutions, Stored(), nothing, {}, 0, 1)

    def write() -> None:
        for part in parts(work):
            part.write(folder / "part.csv")
            (folder / "part.csv").unlink()

    _stage("write", write)
    print(", ".join(f"{name} {count:,}" for name, count in rows.items()))


def _stage(name: str, run: Callable[[], Result]) -> Result:
    gc.collect()
    forget_peak(os.getpid())
    begun = time.perf_counter()
    result = run()
    print(f"{name}: {peak_mb(os.getpid()):,} MB at most, {time.perf_counter() - begun:.1f} s", flush=True)
    return result


def speed(folder: Path, rows: int) -> None:
    """Print the CPU seconds of reading orders as a plain table and through mappings, and the ratios."""
    plain, mapped = folder / "plain", folder / "mapped"
    _write_orders(plain, mapped, rows)
    base = _best(lambda: read_delivery(plain))
    print(f"plain tables: {base:.2f} s of CPU for {rows:,} rows")
    for name, text in (("names alone", _NAMES), ("like a shop's", _SHOP)):
        file = folder / "mapping.yaml"
        file.write_text(text, encoding="utf-8")
        mapping = load_mappings([str(file)])
        spent = _best(lambda mapping=mapping: read_delivery(mapped, mapping))  # type: ignore[misc]
        print(f"mapping, {name}: {spent:.2f} s, {spent / base:.2f} times")


def _write_orders(plain: Path, mapped: Path, rows: int) -> None:
    for folder in (plain, mapped):
        folder.mkdir(parents=True, exist_ok=True)
    number = pl.DataFrame({"n": range(rows)}).lazy()
    at = pl.from_epoch(1_700_000_000 + pl.col("n") * 7, time_unit="s")
    cents = (pl.col("n") * 37 % 100).cast(pl.String).str.zfill(2)
    amount = pl.format("{}.{}", pl.col("n") * 37 // 100 % 1000 + 1, cents)
    order, buyer = pl.format("o{}", "n"), pl.format("m{}", pl.col("n") % 50_000)
    number.select(
        order_id=order,
        buyer_id=buyer,
        paid_at=at.dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        amount=amount,
        channel=pl.lit("shop"),
    ).sink_csv(plain / "orders.csv")
    number.select(
        No=order,
        Client=buyer,
        Date=at.dt.strftime("%Y-%m-%d %H:%M:%S"),
        Total=amount,
        Freight=pl.lit("0.00"),
        State=pl.lit("paid"),
    ).sink_csv(mapped / "sales.csv")


def _best(run: Callable[[], object]) -> float:
    spent = []
    for _ in range(_TRIES):
        begun = time.process_time()
        run()
        spent.append(time.process_time() - begun)
    return min(spent)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    memory(given.folder, given.members)
    speed(given.folder, given.rows)
