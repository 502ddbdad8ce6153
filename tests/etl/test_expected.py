"""The control file of a delivery: what is not there as it says stops the delivery."""

import zipfile
from pathlib import Path

import pytest

from etl.mapping import load_mappings
from etl.reading import read_delivery
from graph.errors import UserError

_MEMBERS = "member_id,sponsor_id,joined_at\nm1,,2026-01-01T00:00:00Z\nm2,m1,2026-01-01T00:00:00Z\n"
_ORDERS = (
    "order_id,buyer_id,paid_at,amount\n"
    "o1,m1,2026-01-05T00:00:00Z,699.00\n"
    "o1,m1,2026-01-05T00:00:00Z,699.00\n"  # the same once more
    "o2,m2,yesterday,1.50\n"  # it will wait
    "o3,m2,2026-01-06T00:00:00Z,many\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "members.csv").write_text(_MEMBERS)
    (tmp_path / "orders.csv").write_text(_ORDERS)
    return tmp_path


def expect(folder: Path, text: str, name: str = "expect.csv") -> Path:
    (folder / name).write_text(f"table,rows,sum\n{text}", encoding="utf-8-sig")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "members,2,\norders,4,1399.50\n",
        "orders,4,1399.5\n",
        "orders,4\nmembers,2",
        "",
    ],
)
def test_a_delivery_that_is_what_it_should_be_is_read(folder: Path, text: str) -> None:
    delivery = read_delivery(expect(folder, text, "Expect.CSV"))
    assert set(delivery.tables) == {"members", "orders"}
    assert not any("xpect" in str(notice) for notice in delivery.notices)
    folder.joinpath("Expect.CSV").unlink()
    assert read_delivery(folder).digest == delivery.digest, "it is the same delivery without it"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("orders,5,\n", "orders has 4 rows instead of 5"),
        ("orders,3,\n", "orders has 4 rows instead of 3"),
        ("orders,4,1399.49\n", "the amounts of orders add up to 1399.50 instead of 1399.49"),
        (
            "refunds,1,10\n",
            "refunds has 0 rows instead of 1; the amounts of refunds add up to 0.00 instead of",
        ),
        ("order,1,\n", "row 2: expected the name of a table"),
        ("members,2,1.00\n", "row 2: expected"),
        ("orders,4,\norders,4,\n", "row 3: expected"),
        ("orders,four,\n", "row 2: expected"),
        ("orders,4,1e3\n", "row 2: expected"),
        ("orders,4,-1399.50\n", "row 2: expected"),
    ],
)
def test_a_delivery_that_is_not_stops_and_says_what_is_missing(folder: Path, text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_delivery(expect(folder, text))


def test_adjustments_may_add_up_to_less_than_nothing(folder: Path) -> None:
    (folder / "adjustments.csv").write_text(
        "adjustment_id,member_id,day,amount,reason,decided_by,approved_by\n"
        "a1,m1,2026-01-31,-20.00,sent back,Ann,Bo\na2,m1,2026-01-31,4.95,thanks,Ann,Bo\n"
    )
    assert "adjustments" in read_delivery(expect(folder, "adjustments,2,-15.05\n")).tables
    with pytest.raises(UserError, match=r"add up to -15\.05 instead of 15\.05"):
        read_delivery(expect(folder, "adjustments,2,15.05\n"))


@pytest.mark.parametrize(
    "content", [b"", b"table;rows\norders;4\n", b"\xff\xfe", b"table,rows,note\n", b'table,rows\n"']
)
def test_a_control_file_that_cannot_be_read_stops_the_delivery(folder: Path, content: bytes) -> None:
    (folder / "expect.csv").write_bytes(content)
    with pytest.raises(UserError, match=r"expect\.csv is no control file"):
        read_delivery(folder)


def test_it_counts_what_a_mapping_makes_of_files_and_may_be_within_a_zip(tmp_path: Path) -> None:
    mapping = tmp_path / "mine.yaml"
    mapping.write_text(
        "tables:\n  orders:\n    from: sales.csv\n    where: [{column: Type, is: sale}]\n    columns:\n"
        "      order_id: No\n      buyer_id: By\n      paid_at: At\n"
        "      amount: {column: Sum, decimal: ','}\n"
    )
    rows = "No;By;At;Sum;Type\n1;m1;2026-01-05T00:00:00Z;9,50;sale\n2;m1;2026-01-05T00:00:00Z;1,00;return\n"
    file = tmp_path / "all.zip"
    for total in ("9.50", "10.50"):
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(
                "sales.csv", rows.replace(";", ",").replace("9,50", '"9,50"').replace("1,00", '"1,00"')
            )
            packed.writestr("expect.csv", f"table,rows,sum\norders,1,{total}\n")
        if total == "9.50":
            assert len(read_delivery(file, load_mappings([str(mapping)])).tables["orders"].good) == 1
        else:
            with pytest.raises(UserError, match=r"add up to 9\.50 instead of 10\.50"):
                read_delivery(file, load_mappings([str(mapping)]))
