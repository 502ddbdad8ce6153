"""All data of one member, for whom it is about: as it was delivered, and what was calculated of it."""

from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from etl.contract import TABLES
from etl.personal.rows import waiting_rows
from etl.validation.rows import FAULT
from graph.clock import from_micros
from graph.database import Database, Row
from graph.errors import NotFoundError, NothingPublishedError
from graph.money import to_decimal
from graph.payouts.batches import lines_of_member
from graph.payouts.requests import requests_of
from graph.reads.ledger import ledger
from graph.reads.runs import published_run
from graph.reads.standings import standings
from graph.words import without_names
from graph.words.reasons import of_text

_UTC = ZoneInfo("UTC")
_COLUMNS = [column for table in TABLES.values() for column in table.columns]
_TIMES = {column.name for column in _COLUMNS if column.kind == "time"} | {
    *("erased_at", "created", "disabled", "last_used", "expires", "revoked", "delivered")
}
_MONEY = {column.name for column in _COLUMNS if column.kind == "money"} | {
    *("personal", "team", "group", "earned", "held", "available", "withdrawn"),
    *("paid", "due", "gross", "withheld", "net"),
}


def member_data(database: Database, member_id: str) -> dict[str, Any]:
    """Return the data of a member: member, touches, orders, figures, payouts, accounts, quarantined.

    Times are ISO 8601 in UTC, money decimals in text, what is not there is None. Standing and entries are
    those of the published run, None and [] where it does not have the member. Accounts come without hashes.
    Of a visitor who became somebody else as well, the touches that say so are left out.

    Raises:
        NotFoundError: when there is no such member, loaded or waiting.
    """
    member = database.read("system/personal/member", member=member_id)[0]
    touches = [
        row
        for row in database.read("system/personal/touches", member=member_id)
        if row["became_id"] in {None, member_id}
    ]
    waiting = list(waiting_rows(database, member_id, {row["visitor_id"] for row in touches}))
    if member["member_id"] is None and not waiting:
        raise NotFoundError(
            "there is no member {member_id!r}, loaded or waiting: ids are compared exactly",
            member_id=member_id,
        )
    standing, entries, run = _read_figures(database, member_id)
    return {
        "member_id": member_id,
        "run": run,
        "member": _to_plain(member),
        "touches": [_to_plain(row) for row in touches],
        "orders": [_to_plain(row) for row in database.read("system/personal/orders", member=member_id)],
        "standing": standing,
        "entries": entries,
        "payouts": [
            _to_plain(asdict(line) | {"day": day}) for line, day in lines_of_member(database, member_id)
        ],
        "payout_requests": [_to_plain(asdict(one)) for one in requests_of(database, member_id)],
        "accounts": [_to_plain(row) for row in database.read("system/personal/accounts", member=member_id)],
        "quarantined": [_to_plain(_in_words(row)) for row in waiting],
    }


def _in_words(row: Row) -> Row:
    """Return a waiting row without its id, with its reasons as sentences."""
    words = without_names()
    payload = {
        name: words.sentence(of_text(cell)) if name == FAULT else cell
        for name, cell in row["payload"].items()
    }
    shown = {name: value for name, value in row.items() if name != "qid"}
    return {**shown, "payload": payload, "reasons": [words.sentence(of_text(one)) for one in row["reasons"]]}


def _read_figures(database: Database, member_id: str) -> tuple[Row | None, list[Row], int | None]:
    try:
        run = published_run(database)
        row = next(standings(database, run, member=member_id))
    except NothingPublishedError:
        return None, [], None
    except NotFoundError:
        return None, [], run.number
    entries = [_to_plain(asdict(entry)) for entry in ledger(database, run, member=member_id)]
    return _to_plain(asdict(row)), entries, run.number


def _to_plain(value: Any, name: str = "") -> Any:  # noqa: ANN401 - rows of any shape
    """Return a row for people and programs: times and money as texts, empty ids as None."""
    if isinstance(value, dict):
        return {key: _to_plain(cell, str(key)) for key, cell in value.items()}
    if isinstance(value, list | tuple):
        return [_to_plain(cell) for cell in value]
    if name in _TIMES and isinstance(value, int):
        return from_micros(value, _UTC).isoformat().replace("+00:00", "Z") if value else None
    if name in _MONEY and isinstance(value, int):
        return to_decimal(value)
    return None if value == "" else value
