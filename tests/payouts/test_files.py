"""Files for the bank and for WeChat, and what comes back of them."""

import csv
from pathlib import Path

import pytest

from graph.database import Database
from graph.errors import ConflictError, UserError
from graph.money import to_decimal
from graph.payouts.batches import LineState, State
from graph.payouts.confirming import confirm, read_outcomes
from graph.payouts.csv_files import read_accounts
from graph.payouts.exporting import Export, exportable, write_file
from graph.payouts.template import bill_no, load_template, shipped_templates
from tests.payouts.company import LIN, approved, by_member, noted, prepared


def rows_of(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_wechat_gets_one_row_a_transfer_and_its_results_are_read_back(paying: Database, tmp_path: Path):
    batch = approved(paying)
    lines = by_member(paying, batch.number)
    template = load_template("wechat")
    listed = [f"{member},o-{member},=name {member}" for member in lines]
    accounts = read_accounts(
        written(tmp_path / "accounts.csv", "member_id,openid,user_name", *listed), template.accounts
    )
    with (tmp_path / "out.csv").open("w", newline="", encoding="utf-8") as stream:
        export = Export(exportable(paying, batch.number), template, accounts, "佣" * 40)
        assert write_file(stream, paying, export) == len(lines)
    rows = rows_of(tmp_path / "out.csv")
    assert list(rows[0]) == [
        "out_bill_no", "transfer_scene_id", "openid", "user_name", "transfer_amount", "transfer_remark"
    ]  # fmt: skip
    for row, line in zip(rows, lines.values(), strict=True):
        assert row["out_bill_no"].isalnum()
        assert len(row["out_bill_no"]) <= 32
        assert (row["openid"], row["user_name"]) == (f"o-{line.member_id}", f"'=name {line.member_id}")
        assert (row["transfer_amount"], row["transfer_remark"]) == (str(line.net), "佣" * 32)
    results = [f"{row['out_bill_no']},SUCCESS,wx{n}" for n, row in enumerate(rows[1:])]
    back = written(
        tmp_path / "back.csv", "商户单号,转账状态,微信转账单号", f"{rows[0]['out_bill_no']},FAIL,", *results
    )
    outcomes = read_outcomes(paying, batch.number, back, template)
    done = confirm(paying, batch.number, outcomes, LIN)
    assert (done.paid, done.failed, done.batch.state) == (len(rows) - 1, 1, State.PAID)
    first, *others = by_member(paying, batch.number).values()
    assert (first.state, {one.reference for one in others}) == (
        LineState.FAILED,
        {f"wx{n}" for n in range(len(others))},
    )


def test_a_bank_file_has_the_amounts_of_the_lines_that_are_open(paying: Database, tmp_path: Path):
    assert shipped_templates() == ["bank", "wechat"]
    batch = approved(paying)
    noted(paying, batch.number, U="paid")
    template = load_template("bank")
    accounts = {
        m: {"account_name": f"户 {m}", "account_no": "62220"} for m in by_member(paying, batch.number)
    }
    out = tmp_path / "out.csv"
    with out.open("w", newline="", encoding=template.encoding) as stream:
        write_file(stream, paying, Export(batch, template, accounts, "一月"))
    lines = by_member(paying, batch.number)
    assert {row["客户业务号"]: row["金额"] for row in rows_of(out, "utf-8-sig")} == {
        bill_no(batch.number, member): to_decimal(line.net) for member, line in lines.items() if member != "U"
    }
    with out.open("w", newline="", encoding="utf-8") as stream, pytest.raises(UserError, match="such as A"):
        write_file(stream, paying, Export(batch, template, {}, "一月"))


@pytest.mark.parametrize("figure", ["net", "gross", "bill_no", "member_id"])
def test_a_template_cuts_no_amount_and_no_number(tmp_path: Path, figure: str):
    file = written(tmp_path / "mine.yaml", "columns:", f"  - {{name: x, of: {figure}, longest: 4}}")
    with pytest.raises(UserError, match="may be cut"):
        load_template(str(file))


def test_nothing_leaves_the_house_before_it_is_approved(paying: Database):
    with pytest.raises(ConflictError, match="only one that is approved"):
        exportable(paying, prepared(paying).number)


def test_a_file_of_outcomes_is_taken_whole_or_not_at_all(paying: Database, tmp_path: Path):
    batch = approved(paying)
    template = load_template("bank")
    file = written(
        tmp_path / "back.csv", "member_id,status,reference", "A,paid,1", "nobody,paid,2", "A1,perhaps,3"
    )
    with pytest.raises(UserError, match=r"back\.csv, row 4: the status is neither"):
        read_outcomes(paying, batch.number, file, template)
    written(file, "member_id,status,reference", "A,paid,1", "nobody,paid,2")
    with pytest.raises(UserError, match=r"back\.csv, row 3: no line of batch"):
        confirm(paying, batch.number, read_outcomes(paying, batch.number, file, template), LIN)
    written(file, "member_id,status", "A,paid", "A,failed")
    with pytest.raises(ConflictError, match=r"row 3: the member A is paid already"):
        confirm(paying, batch.number, read_outcomes(paying, batch.number, file, template), LIN)
    assert {line.state for line in by_member(paying, batch.number).values()} == {LineState.OPEN}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "has no header"),
        (b"member_id,member_id\n", "a column twice"),
        (b"member_id,x\na\n", "row 2: 1 cells, and the header has 2"),
        (b"member_id\n\xff\n", "cannot be read"),
        (b'member_id,x\n"a,1\n', "cannot be read"),
        (b"member_id,x\na,1\na,2\n", "the member a is there twice"),
        (b"member_id\na\n", "lacks the column x"),
    ],
)
def test_a_file_of_accounts_that_cannot_be_is_told_with_its_row(tmp_path: Path, content: bytes, words: str):
    file = tmp_path / "accounts.csv"
    file.write_bytes(content)
    with pytest.raises(UserError, match=words):
        read_accounts(file, {"x"})
