"""The data of the team page: who is above and below a member, its volumes by leg and by month.

Each takes a member that the viewer may see: `looked_at` is what makes sure of that, in every callback.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.context import Context
from dashboard.pages.team.tree import MOST, STEP, Branch, grow
from dashboard.shared.periods import is_over, months
from dashboard.words import _
from graph.access import may_see
from graph.errors import NotFoundError
from graph.explain import explain_member
from graph.explain.facts import read_upline
from graph.explain.member import MemberExplanation
from graph.kinds.conditions.direct import DirectRecruits
from graph.kinds.conditions.legs import Legs
from graph.months import month_name
from graph.reads.members import Member, member
from graph.reads.products import package_names
from graph.reads.standings import month_number
from graph.reads.team_views import Nearest, nearest
from graph.reads.tree import Node, children, largest_head, node_of
from graph.reads.volumes import LegsBehind, MonthVolume, usual_month, volume

LEGS, BELOW = 12, 6
"""How many legs the figure of volumes names, and how many of each of them."""
MONTHS = 12
NEAREST, SEARCHED = 3, 20_000
"""How many nearest members a task names, and up to which size of a team they are searched for."""


@dataclass(frozen=True)
class Explained:
    """All about one member. months: as `by_month` has them; node: the member in the month looked at.

    packages: what to call packages, by their name in the plan. nearest: for conditions of the next rank by
    their place, who is nearest in legs that lack the rank.
    """

    explanation: MemberExplanation
    member: Member
    months: pd.DataFrame
    node: Node
    packages: Mapping[str, str]
    nearest: Mapping[int, Sequence[Nearest]]


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


def usual(context: Context) -> int:
    """Return the month to look at when nobody says which (usual_month), of all that the viewer may see."""
    top = visible_member(context, "")
    months = volume(context.database, context.run, top, LegsBehind(limit=0)).months
    return month_number(usual_month(months, context.run))


def tree(context: Context, member_id: str, opened: Mapping[str, int], month: int) -> Branch:
    """Return the tree below a member as far as it is opened, in a month; the member itself always is."""
    database, run = context.database, context.run
    often = {member_id: 1, **opened}
    limits = {one: min(times * STEP, MOST) for one, times in often.items()}
    root = node_of(database, run, member_id, month)
    return grow(root, often, children(database, run, limits, month))


def shares(context: Context, member_id: str, month: int) -> pd.DataFrame:
    """Return a month's group volume by leg, two generations deep.

    Columns: id, parent, member_id, name, rank, volume, kind.
    kind: member, own (the personal volume of its parent) or others (`name` is then how many they are).
    Volumes are minor units; the parts of a member add up to it. What has none is left out.
    """
    database, run = context.database, context.run
    root = node_of(database, run, member_id, month)
    legs = children(database, run, {member_id: LEGS}, month)[member_id]
    below = children(database, run, {leg.member_id: BELOW for leg in legs if leg.recruits}, month)
    rows = [_row("m", "", root)]
    rows += _parts(root, "m", legs)
    for leg in legs:
        if leg.recruits:
            rows += _parts(leg, f"m/{leg.member_id}", below.get(leg.member_id, []))
    columns = ["id", "parent", "member_id", "name", "rank", "volume", "kind"]
    return pd.DataFrame([row for row in rows if row["volume"] > 0], columns=columns)


def _parts(node: Node, ident: str, shown: Sequence[Node]) -> list[dict[str, Any]]:
    rows = [_row(f"{ident}/{child.member_id}", ident, child) for child in shown]
    rest = node.now - node.own - sum(child.now for child in shown)
    common = {"parent": ident, "member_id": "", "rank": 0}
    rows.append({**common, "id": f"{ident}//own", "name": "", "volume": node.own, "kind": "own"})
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
        "volume": node.now,
        "kind": "member",
    }


def explain(context: Context, member_id: str, month: int) -> Explained:
    """Return what the panel tells of a member, its last months among it."""
    database, run = context.database, context.run
    explanation = explain_member(database, run, member_id)
    return Explained(
        explanation,
        member(database, run, member_id),
        by_month(context, member_id),
        node_of(database, run, member_id, month),
        package_names(database, run.plans[-1]),
        _nearest(context, explanation),
    )


def _nearest(context: Context, explanation: MemberExplanation) -> dict[int, list[Nearest]]:
    """Return who is nearest, for each condition that legs or recruits can meet; nobody in huge teams."""
    standing, following = explanation.standing, explanation.next_rank
    if following is None or standing.team_size > SEARCHED:
        return {}
    conditions = context.run.plans[0].ranks[standing.rank_number + 1].conditions
    return {
        place: nearest(context.database, context.run, [(standing.member_id, one)], NEAREST).get(
            standing.member_id, []
        )
        for place, (one, told) in enumerate(zip(conditions, following.conditions, strict=True))
        if isinstance(one, Legs | DirectRecruits) and not told.met
    }


def by_month(context: Context, member_id: str) -> pd.DataFrame:
    """Return the twelve months up to the run's: month (2026-01), personal, team, over; minor units.

    A month without volume is there with zeros. over: whether the month is.
    """
    run = context.run
    found = {one.month: one for one in volume(context.database, run, member_id, LegsBehind(limit=0)).months}
    rows = []
    for number in sorted(months(run)[:MONTHS]):
        key = month_name(number)
        of_month = found.get(key, MonthVolume(key, 0, 0))
        rows.append(
            {"month": key, "personal": of_month.personal, "team": of_month.team, "over": is_over(run, number)}
        )
    return pd.DataFrame(rows)
