"""After a restore nobody is paid before the batches that were approved since the backup are there again."""

from pathlib import Path

import pytest

from graph.database import Database
from graph.errors import ConflictError, UserError
from graph.payouts.batches import batches, lines
from graph.payouts.deciding import approve
from graph.payouts.restoring import Blocked, block, blocked, import_batch, keep
from graph.settings import Settings
from tests.payouts.company import CHEN, approved, noted, prepared
from tests.statements import run_test_statement


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(update={"upline_home": tmp_path})


def test_payouts_wait_for_what_was_approved_since_and_then_go_on_without_paying_it_again(
    paying: Database, home: Settings
):
    batch = approved(paying)
    noted(paying, batch.number, A="failed", U="paid")
    batch = batches(paying)[0]
    kept, before = keep(paying, home, batch.number), list(lines(paying, batch.number))
    assert kept.stat().st_mode & 0o077 == 0

    run_test_statement(paying, "forget_payouts")  # the backup is from before
    block(paying, Blocked((batch.number,)))
    assert blocked(paying) == Blocked((batch.number,))
    with pytest.raises(ConflictError, match="until the batches 1, approved since"):
        prepared(paying)
    assert import_batch(paying, kept) == batch
    assert list(lines(paying, batch.number)) == before
    assert not blocked(paying)
    with pytest.raises(ConflictError, match="is not imported"):
        import_batch(paying, kept)
    again = prepared(paying)
    assert [line.member_id for line in lines(paying, again.number)] == ["A"]
    block(paying, Blocked(unknown=True))
    with pytest.raises(ConflictError, match="nobody knows which"):
        approve(paying, again.number, CHEN)
    block(paying, Blocked((batch.number,)))  # it is here
    assert not blocked(paying)


def test_a_file_that_was_cut_or_changed_is_not_imported(paying: Database, home: Settings):
    batch = approved(paying)
    kept = keep(paying, home, batch.number)
    whole = kept.read_text("utf-8")
    run_test_statement(paying, "forget_payouts")
    block(paying, Blocked((batch.number,)))
    for text in (
        whole[: len(whole) // 2],
        "".join(whole.splitlines(keepends=True)[:-1]),
        "{}\n",
        '{"format": "upline payout 1", "state": "paid"}\n',
        '{"format": "upline payout 1", "state": "paid"}\n',
        "[1]\n",
        "\x00",
    ):
        kept.write_text(text, "utf-8")
        with pytest.raises(UserError, match=r"is no payout batch|is not whole"):
            import_batch(paying, kept)
        assert blocked(paying)
    kept.write_text(whole.replace('"A1"', '"nobody"'), "utf-8")
    with pytest.raises(UserError, match="members who are not loaded"):
        import_batch(paying, kept)
    kept.write_text(whole, "utf-8")
    assert import_batch(paying, kept).gross == batch.gross
