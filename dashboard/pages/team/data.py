"""The data of the team page: who is above and below a member, its volumes by leg and by month.

Each takes a member that the viewer may see: `looked_at` is what makes sure of that, in every callback.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.context import Context
from dashboard.pages.team.tree import MOST, STEP, Branch, grow
from dashboard.words import _
from graph.access import may_see
from graph.errors import NotFoundError
from graph.explain import explain_member
from graph.explain.facts import read_upline
from graph.explain.member import MemberExplanation
from graph.reads.members import Member, member
from graph.reads.search import SearchArea, search
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

    explanation: MemberExplanation
    member: Member
    months: pd.DataFrame


@dataclass(frozen=True)
class Step:
    """One member of an upline."""

    member_id: str
    name: str


def visible_member(context: Context, member_id: str) -> str:
    """Return the member that an address asks for; without one the viewer's own, or a head of the company.

    Raises:
        NotFoundError: when the run has no such member, or the viewer may not see it.
    """
    member_id = member_id or context.team
    if not member_id:
        head = largest_head(context.database, context.run)
        member_id = head.standing.member_id if head else ""
    visible = may_see(context.database, context.run, context.viewer, member_id)
    context.note_member(member_id, visible=visible)
    if not visible:
        raise NotFoundError(_("There is no such member here. Search for one by name or id."))
    return member_id


def upline(context: Context, member_id: str) -> list[Step]:
    """Return a member and who is above it, the highest first; nobody above the viewer's own member."""
    line = [Step(one.id, one.name) for one in read_upline(context.database, context.run.number, member_id)]
    if context.team:
        own = next(place for place, one in enumerate(line) if one.member_id == context.team)
        line = line[: own + 1]
    return line[::-1]


def search_members(context: Context, text: str) -> list[Member]:
    """Return members of the viewer's scope by the beginning of an id or a part of a name."""
    within = None
    if context.team:
        own = member(context.database, context.run, context.team)
        within = Within(own.standing, including=True)
    rows = search(context.database, context.run, SearchArea(within), text, limit=FOUND)
    return [one.member for one in rows]


def tree(context: Context, member_id: str, opened: Mapping[str, int]) -> Branch:
    """Return the tree below a member as far as it is opened; the member itself always is."""
    database, run = context.database, context.run
    often = {member_id: 1, **opened}
    limits = {one: min(times * STEP, MOST) for one, times in often.items()}
    root = node_of(member(database, run, member_id))
    return grow(root, often, children(database, run, limits))


def shares(context: Context, member_id: str) -> pd.DataFrame:
    """Return group volume by leg, two generations deep: id, parent, member_id, name, rank, volume, kind.

    kind: member, own (the personal volume of its parent) or others (`name` is then how many they are).
    Volumes are minor units; the parts of a member add up to it. What has none is left out.
    """
    database, run = context.database, context.run
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


def _parts(node: Node, ident: str, shown: Sequence[Node]) -> list[dict[str, Any]]:
    rows = [_row(f"{ident}/{child.member_id}", ident, child) for child in shown]
    rest = node.group - node.personal - sum(child.group for child in shown)
    common = {"parent": ident, "member_id": "", "rank": 0}
    rows.append({**common, "id": f"{ident}//own", "name": "", "volume": node.personal, "kind": "own"})
    others = str(node.recruits - len(shown))
    rows.append({**common, "id": f"{ident}//others", "name": others, "volume": rest, "kind": "others"})
    return rows


def _row(ident: str, parent: str, node: Node) -> dict[str, Any]:
    return {
        "id": ident,
        "parent": parent,
        "member_id": node.member_id,
        "name": node.name,
        "rank": node.rank,
        "volume": node.group,
        "kind": "member",
    }


def explain(context: Context, member_id: str) -> Explained:
    """Return what the panel tells of a member, its last months with volume among it."""
    database, run = context.database, context.run
    return Explained(
        explain_member(database, run, member_id),
        member(database, run, member_id),
        by_month(context, member_id),
    )


def by_month(context: Context, member_id: str) -> pd.DataFrame:
    """Return the last months with volume: month (2026-01), personal, team; minor units."""
    found = volume(context.database, context.run, member_id, LegsBehind(limit=0)).months[-MONTHS:]
    rows = [{"month": one.month, "personal": one.personal, "team": one.team} for one in found]
    return pd.DataFrame(rows, columns=["month", "personal", "team"])
