"""The data of the team page: who is above and below a member, its volumes by leg and by month.

Each takes a member that the viewer may see: `looked_at` is what makes sure of that, in every callback.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.asking import Asked
from dashboard.team.growing import MOST, STEP, Grown, grown
from dashboard.words import _
from graph.access import may_see
from graph.errors import NotFoundError
from graph.explain import explain_member
from graph.explain.facts import read_upline
from graph.explain.member import MemberExplanation
from graph.reads.members import Member, member
from graph.reads.search import Looked, search
from graph.reads.team import Within
from graph.reads.tree import Node, children, largest_head, node_of
from graph.reads.volumes import LegsBehind, volume

FOUND = 12
"""How many members a search offers."""
LEGS, BELOW = 12, 6
"""How many legs the figure of volumes names, and how many of each of them."""
MONTHS = 24


@dataclass(frozen=True)
class Explained:
    """All about one member; months: month (2026-01), personal, team; minor units."""

    told: MemberExplanation
    member: Member
    months: pd.DataFrame


@dataclass(frozen=True)
class Step:
    """One member of an upline."""

    member_id: str
    name: str


def looked_at(question: Asked, wanted: str) -> str:
    """Return the member that an address asks for; without one the viewer's own, or a head of the company.

    Raises:
        NotFoundError: when the run has no such member, or the viewer may not see it.
    """
    found = wanted or question.team
    if not found:
        head = largest_head(question.database, question.run)
        found = head.standing.member_id if head else ""
    visible = may_see(question.database, question.run, question.viewer, found)
    question.note_member(found, visible=visible)
    if not visible:
        raise NotFoundError(_("There is no such member here. Search for one by name or id."))
    return found


def upline(question: Asked, member_id: str) -> list[Step]:
    """Return a member and who is above it, the highest first; nobody above the viewer's own member."""
    line = [Step(one.id, one.name) for one in read_upline(question.database, question.run.number, member_id)]
    if question.team:
        own = next(place for place, one in enumerate(line) if one.member_id == question.team)
        line = line[: own + 1]
    return line[::-1]


def found(question: Asked, text: str) -> list[Member]:
    """Return members of the viewer's scope by the beginning of an id or a part of a name."""
    within = None
    if question.team:
        own = member(question.database, question.run, question.team)
        within = Within(own.standing, including=True)
    rows = search(question.database, question.run, Looked(within), text, limit=FOUND)
    return [one.member for one in rows]


def tree(question: Asked, member_id: str, opened: Mapping[str, int]) -> Grown:
    """Return the tree below a member as far as it is opened; the member itself always is."""
    database, run = question.database, question.run
    often = {member_id: 1, **opened}
    limits = {one: min(times * STEP, MOST) for one, times in often.items()}
    root = node_of(member(database, run, member_id))
    return grown(root, often, children(database, run, limits))


def shares(question: Asked, member_id: str) -> pd.DataFrame:
    """Return group volume by leg, two generations deep: id, parent, member_id, name, rank, volume, kind.

    kind: member, own (the personal volume of its parent) or others (`name` is then how many they are).
    Volumes are minor units; the parts of a member add up to it. What has none is left out.
    """
    database, run = question.database, question.run
    root = node_of(member(database, run, member_id))
    legs = children(database, run, {member_id: LEGS})[member_id]
    below = children(database, run, {leg.member_id: BELOW for leg in legs if leg.recruits})
    rows = [_row("m", "", root)]
    rows += _parts(root, "m", legs)
    for leg in legs:
        if leg.recruits:
            rows += _parts(leg, f"m/{leg.member_id}", below.get(leg.member_id, []))
    columns = ["id", "parent", "member_id", "name", "rank", "volume", "kind"]
    return pd.DataFrame([row for row in rows if row["volume"] > 0], columns=columns)


def _parts(one: Node, ident: str, shown: Sequence[Node]) -> list[dict[str, Any]]:
    rows = [_row(f"{ident}/{child.member_id}", ident, child) for child in shown]
    rest = one.group - one.personal - sum(child.group for child in shown)
    common = {"parent": ident, "member_id": "", "rank": 0}
    rows.append({**common, "id": f"{ident}//own", "name": "", "volume": one.personal, "kind": "own"})
    others = str(one.recruits - len(shown))
    rows.append({**common, "id": f"{ident}//others", "name": others, "volume": rest, "kind": "others"})
    return rows


def _row(ident: str, parent: str, one: Node) -> dict[str, Any]:
    return {
        "id": ident,
        "parent": parent,
        "member_id": one.member_id,
        "name": one.name,
        "rank": one.rank,
        "volume": one.group,
        "kind": "member",
    }


def explained(question: Asked, member_id: str) -> Explained:
    """Return what the panel tells of a member, its last months with volume among it."""
    database, run = question.database, question.run
    return Explained(
        explain_member(database, run, member_id),
        member(database, run, member_id),
        by_month(question, member_id),
    )


def by_month(question: Asked, member_id: str) -> pd.DataFrame:
    """Return the last months with volume: month (2026-01), personal, team; minor units."""
    found = volume(question.database, question.run, member_id, LegsBehind(limit=0)).months[-MONTHS:]
    rows = [{"month": one.month, "personal": one.personal, "team": one.team} for one in found]
    return pd.DataFrame(rows, columns=["month", "personal", "team"])
