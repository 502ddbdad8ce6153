"""`upline diff RUN RUN`: whose rank and pay differ between two published runs, and by which facts."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import OutputOptions, about_run, answer, output_options
from cli.columns import rank_column, rank_titles
from cli.exporting import Column, Format, Row
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, open_database
from cli.output import money, say
from graph.i18n import N_, language_name
from graph.i18n.message import Joined, message
from graph.money import to_decimal
from graph.numbers import MOST

if TYPE_CHECKING:
    from graph.comparison import Cause, Causes, Changed, Comparison
    from graph.database import Database
    from graph.reads.runs import Run
    from graph.words import Words
    from graph.words.reasons import Reason

_SAME = N_("Nobody's rank or pay differs between these runs.")
_FACTS = {
    "members": N_("{number:,} members"),
    "orders": N_("{number:,} orders"),
    "changed_orders": N_("{number:,} orders that were revised or came back"),
    "withdrawn": N_("{number:,} orders withdrawn"),
    "refunds": N_("{number:,} refunds"),
    "corrections": N_("{number:,} corrections of sponsors"),
    "opening_standings": N_("{number:,} opening standings"),
    "adjustments": N_("{number:,} adjustments of pay"),
}


@dataclass
class _Row:
    """A changed member; why is looked for only where it is shown."""

    changed: "Changed"
    causes: "Causes"

    @cached_property
    def reasons(self) -> "tuple[Reason, ...]":
        """What changed its rank, hold and pay."""
        return self.causes.of_member(self.changed)


def diff(
    first: Annotated[
        int, typer.Argument(metavar="RUN", min=1, max=MOST, help="A published run by its number.")
    ],
    second: Annotated[int, typer.Argument(metavar="RUN", min=1, max=MOST, help="Another one.")],
    *,
    member: Annotated[
        str, typer.Option("--member", metavar="ID", help="Only this member: every order, pool and month.")
    ] = "",
    form: FormatOption = None,
    out: OutOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Compare two runs: whose rank, pay or hold differs, and which facts made it so."""
    from graph.comparison import Causes, compare, two_runs  # noqa: PLC0415 - a help text must come at once
    from graph.reads.standings import require_member  # noqa: PLC0415

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        older, newer = two_runs(database, first, second)
        if member:
            require_member(database, newer, member)
        comparison = compare(database, older, newer, member=member)
        if not as_json and output.form is Format.TABLE:
            _say_summary(comparison)
        causes = Causes(database, older, newer)
        if member:
            _answer_member(database, output, causes, comparison, member)
        else:
            rows = _rows(database, causes, older, newer)
            answer(database, output, _about(comparison, member), _columns(newer), rows, nothing=_SAME)


def _rows(database: "Database", causes: "Causes", older: "Run", newer: "Run") -> Generator[_Row]:
    from graph.comparison import changed_members  # noqa: PLC0415 - a help text must come at once

    yield from (_Row(changed, causes) for changed in changed_members(database, older, newer))


def _answer_member(
    database: "Database", output: OutputOptions, causes: "Causes", comparison: "Comparison", member: str
) -> None:
    from graph.comparison import changed_members  # noqa: PLC0415 - a help text must come at once

    run = comparison.newer
    ranks, words = rank_titles(run), _words(run, language_name())
    for changed in changed_members(database, comparison.older, run, member=member):
        if output.form is Format.TABLE and not output.as_json:
            say(
                "{member}: rank {old_rank}, then {new_rank}; earned {old}, then {new}.",
                member=changed.member_id,
                old_rank=ranks[changed.rank_before],
                new_rank=ranks[changed.rank_after],
                old=money(changed.earned_before),
                new=money(changed.earned_after),
            )
            for why in causes.of_standing(changed):
                say("  {why}", why=words.sentence(why))
    rows = (one for one in causes.of_pay(member, MOST))
    answer(
        database,
        output,
        _about(comparison, member),
        _cause_columns(run),
        rows,
        nothing=N_("No entry makes a difference."),
    )


def _columns(run: "Run") -> list[Column[_Row]]:
    ranks = rank_titles(run)
    return [
        Column("member_id", lambda row: row.changed.member_id, weight=99),
        Column("name", lambda row: row.changed.name, weight=50, in_files=False),
        rank_column("rank_before", lambda row: row.changed.rank_before, ranks, weight=80),
        rank_column("rank_after", lambda row: row.changed.rank_after, ranks, weight=90),
        Column("earned_before", lambda row: row.changed.earned_before, "money", weight=60),
        Column("earned_after", lambda row: row.changed.earned_after, "money", weight=70),
        Column("difference", lambda row: row.changed.difference, "money", weight=98, total=True),
        Column("held_before", lambda row: row.changed.held_before, "money", weight=20),
        Column("held_after", lambda row: row.changed.held_after, "money", weight=30),
        _because(lambda row: row.reasons, run),
    ]


def _cause_columns(run: "Run") -> list[Column["Cause"]]:
    return [
        Column("kind", lambda row: ", ".join(row.kinds), weight=90),
        Column("order_id", lambda row: row.order_id, weight=98),
        Column("pool", lambda row: row.pool, weight=97),
        Column("total", lambda row: row.total, weight=96),
        Column("day", lambda row: row.day, weight=80),
        Column("amount", lambda row: row.amount, "money", weight=99, total=True),
        _because(lambda row: row.reasons, run),
    ]


def _because(reasons_of: Callable[[Row], "Iterable[Reason]"], run: "Run") -> Column[Row]:
    """Return the column that says why: in English in files, in the command's language on the screen."""
    in_files, on_screen = _words(run, "english"), _words(run, language_name())
    return Column(
        "because",
        lambda row: in_files.sentences_of(reasons_of(row)),
        weight=95,
        long=True,
        screen=lambda row: on_screen.sentences_of(reasons_of(row)),
    )


def _words(run: "Run", language: str) -> "Words":
    from graph.words import spoken  # noqa: PLC0415 - a help text must come at once

    return spoken(language, {}, run.plans[0].time_zone)


def _about(comparison: "Comparison", member: str) -> dict[str, object]:
    return {
        **about_run(
            "diff", comparison.newer, since=comparison.older.number, **({"member": member} if member else {})
        ),
        "members": comparison.members,
        "risen": comparison.risen,
        "fallen": comparison.fallen,
        "paid_more": comparison.paid_more,
        "paid_less": comparison.paid_less,
        "more": to_decimal(comparison.more),
        "less": to_decimal(comparison.less),
        "facts": dict(comparison.facts),
        "plans_differ": comparison.plans,
    }


def _say_summary(comparison: "Comparison") -> None:
    say(
        "Run {older} as of {then}, and run {newer} as of {now}:",
        older=comparison.older.number,
        then=comparison.older.as_of_time.isoformat(),
        newer=comparison.newer.number,
        now=comparison.newer.as_of_time.isoformat(),
    )
    facts = tuple(message(_FACTS[kind], number=number) for kind, number in comparison.facts.items())
    say("Only the later one counts: {facts}.", facts=Joined(facts or (message("no other facts"),), ", "))
    if comparison.plans:
        say("Their plans are not the same.")
    say(
        "Rank: {risen:,} rose, {fallen:,} fell. Pay: {paid_more:,} rose by {more}, {paid_less:,} by {less}.",
        risen=comparison.risen,
        fallen=comparison.fallen,
        paid_more=comparison.paid_more,
        more=money(comparison.more),
        paid_less=comparison.paid_less,
        less=money(comparison.less),
    )
