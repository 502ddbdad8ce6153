"""The columns of the exports, in the order that docs/commands.md promises."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cli.exporting import Column, Row
from graph.clock import from_micros
from graph.i18n import language_name

if TYPE_CHECKING:
    from graph.reads.ledger import Entry
    from graph.reads.pools import PoolDay
    from graph.reads.quarantine import QuarantinedRow
    from graph.reads.runs import Run
    from graph.reads.standings import Standing
    from graph.words import Words


def in_utc(micros: int) -> str:
    """Return microseconds since 1970 UTC as ISO 8601, such as 2026-01-31T00:00:00Z."""
    return from_micros(micros, ZoneInfo("UTC")).isoformat().replace("+00:00", "Z")


def standings_columns(run: "Run") -> list[Column["Standing"]]:
    """Return the columns of the standings of a run."""
    as_of = run.as_of_time.isoformat()
    ranks = rank_titles(run)
    return [
        Column("run", lambda _: run.number, "number"),
        Column("as_of", lambda _: as_of),
        Column("member_id", lambda row: row.member_id, weight=99),
        Column("name", lambda row: row.name, weight=65, in_files=False),
        Column("sponsor_id", lambda row: row.sponsor_id, weight=50),
        Column("depth", lambda row: row.depth, "number", weight=20),
        rank_column("rank", lambda row: row.rank, ranks, weight=90),
        Column("rank_order_id", lambda row: row.rank_order_id, weight=10),
        Column("team_owner_id", lambda row: row.team_owner_id, weight=40),
        Column("direct_recruits", lambda row: row.direct_recruits, "number", weight=45),
        Column("team_size", lambda row: row.team_size, "number", weight=55),
        Column("personal_volume", lambda row: row.personal, "money", weight=60, total=True),
        Column("team_volume", lambda row: row.team, "money", weight=30),
        Column("group_volume", lambda row: row.group, "money", weight=70),
        Column("earned", lambda row: row.earned, "money", weight=85, total=True),
        Column("held", lambda row: row.held, "money", weight=75, total=True),
        Column("available", lambda row: row.available, "money", weight=80, total=True),
        Column("withdrawn", lambda row: row.withdrawn, "money", weight=35, total=True),
        Column("highest_rank", lambda row: row.highest_rank, "number", weight=15),
    ]


LEDGER: list[Column["Entry"]] = [
    Column("key", lambda row: row.key, weight=20),
    Column("run", lambda row: row.run, "number", weight=50),
    Column("kind", lambda row: row.kind, weight=95),
    Column("source", lambda row: row.source, weight=60),
    Column("payee_id", lambda row: row.payee_id, weight=98),
    Column("name", lambda row: row.name, weight=65, in_files=False),
    Column("order_id", lambda row: row.order_id, weight=90),
    Column("pool", lambda row: row.pool, weight=70),
    Column("day", lambda row: row.day, weight=80),
    Column("posted_on", lambda row: row.posted_on, weight=40),
    Column("amount", lambda row: row.amount, "money", weight=99, total=True),
    Column("corrects", lambda row: row.corrects, weight=10),
]

POOLS: list[Column["PoolDay"]] = [
    Column("pool", lambda row: row.pool, weight=99),
    Column("day", lambda row: row.day, weight=98),
    Column("orders", lambda row: row.orders, "number", weight=90),
    Column("fed", lambda row: row.fed, "money", weight=90, total=True),
    Column("holders", lambda row: row.holders, "number", weight=90),
    Column("share", lambda row: row.share, "money", weight=90),
    Column("carried", lambda row: row.carried, "money", weight=90),
    Column("adjusted", lambda row: row.adjusted, "money", weight=80, total=True),
]


def rank_titles(run: "Run") -> list[str]:
    """Return number and name of each rank, by number; in English the name is the id."""
    chinese = language_name() == "chinese"
    ranks = enumerate(run.plans[-1].ranks)
    return [f"{number} {(chinese and rank.name) or rank.id}" for number, rank in ranks]


def rank_column(
    name: str, rank_of: Callable[[Row], int], titles: Sequence[str], *, weight: int
) -> Column[Row]:
    """Return a column of ranks: their numbers, on the screen with their titles (`rank_titles`)."""
    return Column(name, rank_of, "number", weight=weight, screen=lambda row: titles[rank_of(row)])


def quarantine_columns(words: "Words", zone: ZoneInfo) -> list[Column["QuarantinedRow"]]:
    """Return the columns of the quarantine: reasons in these words; tables have times in this zone."""
    return [
        Column("table", lambda row: row.table, weight=97),
        Column("file", lambda row: row.file, weight=50),
        Column("row", lambda row: row.row, "number", weight=96),
        Column("key", lambda row: row.key, weight=98),
        Column("reason", lambda row: words.sentences_of(row.reasons), weight=99, long=True),
        Column(
            "delivered_at",
            lambda row: in_utc(row.delivered),
            weight=40,
            screen=lambda row: from_micros(row.delivered, zone).isoformat(),
        ),
    ]
