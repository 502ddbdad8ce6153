"""The forms in which a table may come: the same rows, whatever the file."""

# ruff: noqa: E501 - one case is one line

import gzip
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from etl.mapping import load_mapping
from etl.reading import read_delivery
from etl.reading.sheet_worker import cell_text
from graph.errors import UserError
from tests.words import said

MEMBERS = (
    'member_id,sponsor_id,joined_at,name\nm1,,2026-01-01T00:00:00Z,王芳\n007,m1,2026-01-02T00:00:00Z,"a, b"\n'
)
XLS = Path(__file__).parent / "exports" / "members.xls"
"""The same, saved by a spreadsheet of 2003."""


def rows_of(text: str) -> list[list[str]]:
    return (
        [
            ["member_id", "sponsor_id", "joined_at", "name"],
            ["m1", "", "2026-01-01T00:00:00Z", "王芳"],
            ["007", "m1", "2026-01-02T00:00:00Z", "a, b"],
        ]
        if text
        else []
    )


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as written:
        for name, rows in sheets:
            sheet = written.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def packed(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"2026/{name.replace('_csv', '.csv')}", text)
    return file.getvalue()


def _lines() -> str:
    header, *rows = rows_of(MEMBERS)
    return "".join(json.dumps(dict(zip(header, row, strict=True))) + "\n" for row in rows)


FORMS = {
    "members.csv": MEMBERS.encode(),
    "members.tsv": "\n".join("\t".join(row) for row in rows_of(MEMBERS)).encode(),
    "members.csv.gz": gzip.compress(MEMBERS.encode()),
    "Members.CSV.GZ": gzip.compress(MEMBERS.encode()),
    "export.zip": packed(members_csv=MEMBERS, notes_txt="x"),
    "members.jsonl": _lines().encode(),
    "members.ndjson": _lines().replace("\n", "\n\n").encode(),
    "members.xlsx": book(("Sheet1", rows_of(MEMBERS))),  # type: ignore[arg-type]
    "members.xls": XLS.read_bytes(),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_table_is_the_same_in_every_form(tmp_path, name):
    (tmp_path / name).write_bytes(FORMS[name])
    members = read_delivery(tmp_path).tables["members"]
    assert members.bad.is_empty()
    assert members.good.select("member_id", "sponsor_id", "name", "row").rows() == [
        ("m1", None, "王芳", 2),
        ("007", "m1", "a, b", 3),
    ]


def test_a_zip_may_be_the_delivery_itself(tmp_path):
    (tmp_path / "january.zip").write_bytes(packed(members_csv=MEMBERS))
    assert len(read_delivery(tmp_path / "january.zip").tables["members"].good) == 2


def test_a_packed_delivery_is_the_same_delivery(tmp_path):
    for name, content in (("plain", MEMBERS.encode()), ("packed", gzip.compress(MEMBERS.encode()))):
        (tmp_path / name).mkdir()
        (tmp_path / name / ("members.csv" if name == "plain" else "members.csv.gz")).write_bytes(content)
    assert read_delivery(tmp_path / "plain").digest == read_delivery(tmp_path / "packed").digest


def test_a_packed_file_that_is_no_table_is_left_alone(tmp_path):
    (tmp_path / "members.csv").write_text(MEMBERS)
    (tmp_path / "photos.zip").write_bytes(packed(a_jpg="x"))
    (tmp_path / "old.tar.gz").write_bytes(b"no gz at all")
    notices = list(map(str, read_delivery(tmp_path).notices))
    assert "photos.zip holds no table: left alone" in notices
    assert "old.tar.gz holds no table: left alone" in notices


MAPPING = """
tables:
  members:
    from: "people.*"
    %s
    columns: {member_id: 编号, sponsor_id: 上级, joined_at: {column: 时间, time: "%%Y-%%m-%%d", zone: Asia/Shanghai}}
"""
PEOPLE = "编号,上级,时间,备注\nm1,,2026-01-01,首位会员\nm2,m1,2026-01-02,普通会员\n"


def read(folder, content, name="people.csv", field="optional: false"):
    (folder / name).write_bytes(content)
    (folder.parent / "m.yaml").write_text(MAPPING % field, encoding="utf-8")
    return read_delivery(folder, load_mapping(folder.parent / "m.yaml"))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", None), ("utf-8-sig", None), ("gb18030", "gb18030"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)  # fmt: skip
def test_the_encoding_of_a_mapped_file_is_found_and_told(tmp_path, encoding, name):
    delivery = read(tmp_path, PEOPLE.encode(encoding))
    assert delivery.tables["members"].good["member_id"].to_list() == ["m1", "m2"]
    words = [str(notice) for notice in delivery.notices if "is read as" in str(notice)]
    assert words == ([f"people.csv is read as {name}"] if name else [])


def test_an_encoding_may_be_forced_and_another_is_not_guessed(tmp_path):
    big5 = (
        PEOPLE.replace("编号", "編號")
        .replace("上级", "上級")
        .replace("时间", "時間")
        .replace("备注", "備註")
        .replace("首位会员", "首位會員")
        .replace("普通会员", "普通會員")
    )
    with pytest.raises(UserError, match=r"people\.csv is not UTF-8, UTF-16 or GB18030: say its encoding"):
        read(tmp_path, big5.encode("big5"))
    with pytest.raises(
        UserError, match=r"people.csv has no column 上级, 时间, 编号|people.csv has no column"
    ):
        read(tmp_path, big5.encode("big5"), field="encoding: big5")
    with pytest.raises(UserError, match=r"people.csv is not big5 \(line 1 or a little below\)"):
        read(tmp_path, PEOPLE.encode("utf-8"), field="encoding: big5")


def test_an_emoji_half_a_character_and_a_small_file_do_no_harm(tmp_path):
    assert (
        len(read(tmp_path, PEOPLE.replace("首位会员", "😀首位会员").encode("gb18030")).tables["members"].good)
        == 2
    )
    with pytest.raises(UserError, match=r"people\.csv"):
        read(tmp_path, PEOPLE.encode("gb18030")[:-5] + b"\x81")


def test_a_sheet_is_read_by_its_name_else_the_first_that_is_shown(tmp_path):
    rows: list[list[object]] = [["编号", "上级", "时间"], ["m1", "", "2026-01-01"]]
    content = book(("说明", [["x"]]), ("会员", rows))
    delivery = read(tmp_path, content, "people.xlsx", "sheet: 会员")
    assert delivery.tables["members"].good["member_id"].to_list() == ["m1"]
    with pytest.raises(UserError, match=r"people\.xlsx has no sheet 会员们: it has 说明, 会员"):
        read(tmp_path, content, "people.xlsx", "sheet: 会员们")
    with pytest.raises(UserError, match=r"people\.xlsx has no column"):
        read(tmp_path, content, "people.xlsx")


def test_numbers_of_a_spreadsheet_are_whole_or_wait(tmp_path):
    rows: list[list[object]] = [
        ["编号", "上级", "时间"],
        [833526430123456, "", "2026-01-01"],
        [3210987654321098765, "", "2026-01-01"],
    ]
    members = read(tmp_path, book(("s", rows)), "people.xlsx").tables["members"]
    assert members.good["member_id"].to_list() == ["833526430123456"]
    assert "looks as if a spreadsheet had shortened it" in said(members.bad["reasons"][0])[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [(17.8, "17.8"), (0.1 + 0.2, "0.3"), (699.0, "699"), (1e15, "1.00000000000000E+15"), (-2.5, "-2.5"), (True, "TRUE"), ("a\0b", "a\ufffdb")],
)  # fmt: skip
def test_a_cell_is_written_as_the_spreadsheet_shows_it(value, text):
    assert cell_text(value) == text


def test_fields_within_an_object_are_columns_and_numbers_stay_as_they_are(tmp_path):
    line = {
        "order": {"id": 12345678901234567890, "tags": ["a", 1.50]},
        "who": "m1",
        "at": "2026-01-01T00:00:00Z",
        "sum": 0.10,
        "paid": True,
    }
    (tmp_path / "export.jsonl").write_text(json.dumps(line) + "\n" + '{"sum": 1.10, "who": null}\n')
    mapping = tmp_path.parent / "j.yaml"
    mapping.write_text(
        "tables:\n  orders:\n    from: export.jsonl\n    columns: {order_id: order.id, buyer_id: who, paid_at: at, amount: sum, channel: paid}\n"
    )
    orders = read_delivery(tmp_path, load_mapping(mapping)).tables["orders"]
    assert orders.good.select("order_id", "amount", "channel").rows() == [
        ("12345678901234567890", 10, "true")
    ]
    assert orders.bad["row"].to_list() == [3]


def test_a_plain_table_in_another_encoding_is_still_refused(tmp_path):
    (tmp_path / "members.csv").write_bytes(MEMBERS.encode("gb18030"))
    with pytest.raises(UserError, match=r"members\.csv is not UTF-8"):
        read_delivery(tmp_path)


def test_the_rows_of_a_mapped_parquet_file_and_a_spreadsheet_are_the_same(tmp_path):
    frame = pl.DataFrame(
        {"编号": ["m1"], "上级": [None], "时间": ["2026-01-01"]}, schema_overrides={"上级": pl.String}
    )
    frame.write_parquet(tmp_path / "people.parquet")
    (tmp_path.parent / "m.yaml").write_text(MAPPING % "optional: false", encoding="utf-8")
    delivery = read_delivery(tmp_path, load_mapping(tmp_path.parent / "m.yaml"))
    assert delivery.tables["members"].good["joined_at"].to_list() == [1_767_196_800_000_000]
