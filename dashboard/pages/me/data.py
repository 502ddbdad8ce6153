"""The figures of a member's own page: of the account's member, and of nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.context import Context
from graph.explain import explain_member
from graph.explain.conditions import Condition
from graph.explain.member import MemberExplanation
from graph.numbers import MOST, whole_number
from graph.payouts.batches import Line, lines_of_member
from graph.reads.ledger import Entry
from graph.reads.levels import Level, levels
from graph.reads.products import package_names
from graph.reads.rewards import Newest, entries

ROWS = 20
"""How many rewards a page of the list has."""


@dataclass(frozen=True)
class Mine:
    """All about the viewer's own member.

    tasks, release: conditions of the next rank and of what is held, without single recruits, as in the API.
    names: its own name by its id; packages: what to call packages, by their name in the plan.
    """

    explanation: MemberExplanation
    tasks: tuple[Condition, ...]
    release: tuple[Condition, ...]
    levels: list[Level]
    names: Mapping[str, str]
    packages: Mapping[str, str]


def read_mine(context: Context) -> Mine:
    """Return the viewer's own member as of the run."""
    database, run, own = context.database, context.run, context.viewer.member_id
    explanation = explain_member(database, run, own)
    following, fund = explanation.next_rank, explanation.fund
    return Mine(
        explanation,
        _counts(following.conditions if following else ()),
        _counts(fund.conditions if fund.held else ()),
        levels(database, run, own),
        {member: name for member, name in explanation.names.items() if member == own},
        package_names(database, run.plans[-1]),
    )


def _counts(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(replace(one, details=(), more=0) for one in conditions)


def read_entries(context: Context, after: str) -> list[Entry]:
    """Return a page of the member's entries and one more, newest first; after: as `place_of` has it."""
    newest = Newest()
    if after.count(" ") > 1:
        day, run, key = after.split(" ", 2)
        newest = Newest(day=day, posted=whole_number(run, range(MOST)) or 0, key=key)
    return entries(context.database, context.run, context.viewer.member_id, newest, ROWS + 1)


def place_of(entry: Entry) -> str:
    """Return the place of an entry in the list."""
    return f"{entry.day} {entry.run} {entry.key}"


def read_payouts(context: Context) -> list[tuple[Line, str]]:
    """Return what batches paid the member, newest first, each with its day."""
    return lines_of_member(context.database, context.viewer.member_id)
