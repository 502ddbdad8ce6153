"""Rows that wait are given back in the form of the file that was handed in, and load from it when mended."""

import os
from dataclasses import replace
from pathlib import Path

from python_calamine import load_workbook

from etl.original import WHY
from graph.access.writing import now
from graph.intake import DeliveryState
from graph.service import Service
from graph.workbook import write_workbook
from tests.api.conftest import TestClient
from tests.intake.test_handing_in import AT, EXPORT, FILES, LATER, form
from tests.intake.working import work


def rows_of(file: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in load_workbook(str(file)).get_sheet_by_index(0).to_python()]


def test_an_export_comes_back_with_its_own_columns_and_loads_when_it_is_mended(
    loader: TestClient, intake: Service, tmp_path: Path
):
    shopify = {"mapping": "shopify", **LATER}
    handed = loader.post(AT, files=form({EXPORT.name: EXPORT.read_bytes()}), params=shopify).json()
    work(intake.spool)
    rules = intake.deliveries
    assert rules is not None
    rules.write_waiting(intake.database, tmp_path / "back", "original")
    (file,) = [path for path in (tmp_path / "back").rglob("*") if path.is_file()]
    assert file.relative_to(tmp_path / "back") == Path(handed["id"][:8]) / "orders_export.xlsx"
    header, *rows = rows_of(file)
    assert header[:3] == ["Name", "Email", "Financial Status"]
    assert header[-1] == WHY
    assert [row[0] for row in rows] == ["#1005"]
    assert "USD" in rows[0][-1]

    mended = [["CNY" if cell == "USD" else cell for cell in row] for row in rows]
    write_workbook(tmp_path / "orders_export.xlsx", [(name, "text") for name in header], mended)
    content = (tmp_path / "orders_export.xlsx").read_bytes()
    again = loader.post(AT, files=form({"orders_export.xlsx": content}), params=shopify)
    work(intake.spool)
    told = loader.get(again.headers["Location"]).json()
    assert {one["table"]: one["loaded"] for one in told["tables"]}["orders"] == 1
    assert told["waiting"] == 0


OWN = """
tables:
  orders:
    from: sales.csv
    fill_down: no
    group_by: no
    columns: {order_id: no, buyer_id: who, paid_at: at, amount: {column: sum, take: sum}}
  order_lines:
    from: sales.csv
    fill_down: no
    columns: {order_id: no, line_no: {number_within: no}, product_id: what, quantity: n, amount: sum}
"""
AT_TEN = "2026-01-05T10:00:00Z"
PRODUCTS = "product_id,name\ntea,Tea\ncup,Cup\n"
SALES = f"""no,who,at,what,n,sum
o8,m1,{AT_TEN},tea,1,5.00
o9,m1,{AT_TEN},tea,1,5.00
,m1,{AT_TEN},cup,1,x
"""


def test_what_is_of_one_order_comes_together_and_what_no_mapping_read_comes_as_tables(
    loader: TestClient, intake: Service, tmp_path: Path
):
    rules = intake.deliveries
    assert rules is not None
    loader.post(AT, files=form(FILES), params=LATER)
    work(intake.spool)
    loader.post(
        AT, files=form({"sales.csv": SALES, "products.csv": PRODUCTS, "mine.yaml": OWN}), params=LATER
    )
    work(intake.spool)
    rules.write_waiting(intake.database, tmp_path / "back", "original")
    files = {path.name: path for path in (tmp_path / "back").rglob("*") if path.is_file()}
    assert sorted(files) == ["orders.xlsx", "sales.csv"]
    assert rows_of(files["orders.xlsx"])[1][0] == "o2"
    lines = files["sales.csv"].read_text(encoding="utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["no", "o9", ""]


def test_files_are_kept_while_rows_of_them_wait_and_no_longer(loader: TestClient, intake: Service):
    members = {"members.csv": FILES["members.csv"], "orders.csv": FILES["orders.csv"].rpartition("o2")[0]}
    whole = loader.post(AT, files=form(members), params=LATER).json()["id"]
    part = loader.post(AT, files=form(FILES), params=LATER).json()["id"]
    work(intake.spool)
    work(intake.spool)
    assert not intake.spool.files(whole).exists()
    assert intake.spool.files(part).exists()


def test_what_is_of_long_ago_or_broke_off_is_not_kept(loader: TestClient, intake: Service):
    spool, long_ago = intake.spool, now() - 31 * 86_400_000_000
    held = loader.post(AT, files=form(FILES), params={"hold": True}).json()["id"]
    loaded = loader.post(AT, files=form(FILES), params={"again": True, "mapping": "distribution"}).json()[
        "id"
    ]
    summary = {"tables": {"orders": {"quarantined": 1}}, "reasons": [{"row": 1}]}
    spool.change(held, DeliveryState.HELD, at=long_ago)
    spool.change(loaded, DeliveryState.WAITING, state=DeliveryState.FAILED, summary=summary)
    spool.write(replace(spool.read(loaded), ended=long_ago))
    broken = spool.incoming / "broken"
    broken.mkdir()
    os.utime(broken, (long_ago / 1_000_000,) * 2)
    spool.tidy()
    assert spool.read(held).state is DeliveryState.CANCELLED
    assert not spool.files(loaded).exists()
    assert spool.read(loaded).summary["reasons"] == []
    assert not broken.exists()
