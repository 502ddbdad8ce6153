"""R2: who owns the team of a member, why, and which of the sponsors above it were passed over for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.kinds.moment import Person
from graph.words.reasons import Reason, reason

if TYPE_CHECKING:
    from graph.plan.model import Plan

COMPANY = ""


@dataclass(frozen=True, slots=True)
class Ownership:
    """How the team owner of a member came about.

    `owner_id` is "" for the company's team, and for a member that is in none yet (`settled` is false).
    `passed`: how many sponsors above had not bought yet; `near_id`: the first that had, if any.
    """

    member_id: str
    settled: bool
    owner_id: str
    passed: int
    near_id: str
    reason: Reason


def ownership(upline: Sequence[Person], plan: "Plan", until: str = "~") -> Ownership:
    """Return who owns the team of the first of the upline, by its first package, and why (R2).

    upline: the member, then the sponsors above it, nearest first. until: a later first package is not seen.
    """
    member = upline[0]
    if plan.team is None:
        return Ownership(member.id, False, COMPANY, 0, "", reason("no_teams"))
    if not member.since or member.since[0] > until:
        return Ownership(member.id, False, COMPANY, 0, "", reason("owner_none", who=member.id))
    if member.opening:
        # An opening rank counts as the first package bought; the owner is the one given.
        why = (
            reason("owner_opening", who=member.id, owner=member.owner_id)
            if member.owner_id
            else reason("company_opening", who=member.id)
        )
        return Ownership(member.id, True, member.owner_id, 0, "", why)
    return owner_by_first_package(member.id, upline[1:], member.since[0], plan)


def owner_by_first_package(member_id: str, above: Sequence[Person], first: str, plan: "Plan") -> Ownership:
    """Return who owns the team of a member that buys its first package at a point on the clock, and why."""
    # The nearest sponsor above of rank >= 1: visitors are passed over.
    bought = (place for place, one in enumerate(above) if one.since and one.since[0] < first)
    passed = next(bought, None)
    if passed is None:  # without any, the company owns the team
        alone = reason("company_alone", who=member_id, first=first)
        return Ownership(member_id, True, COMPANY, len(above), "", alone)
    near = above[passed]
    owner, why = _owner(member_id, near, first, plan)
    return Ownership(member_id, True, owner, passed, near.id, why)


def _owner(member_id: str, near: Person, first: str, plan: "Plan") -> tuple[str, Reason]:
    rank = plan.rank_number(plan.owner_rank)
    if near.holds(rank, first):
        since = near.held_since(rank, first)
        return near.id, reason(
            "owner_partner",
            who=member_id, owner=near.id, rank=plan.owner_rank, since=since, first=first,
        )  # fmt: skip
    if plan.readings.first_two == "keep":
        return near.id, reason("owner_keeps", who=member_id, owner=near.id, first=first)
    told: dict[str, str] = {"who": member_id, "rank": plan.owner_rank}
    if near.owner_id:
        return near.owner_id, reason("owner_above", **told, near=near.id, owner=near.owner_id, first=first)
    # The head of a tree has nobody to contribute to.
    if plan.readings.head == "keeps":
        return near.id, reason("owner_head", **told, owner=near.id, first=first)
    return COMPANY, reason("company_head", **told, near=near.id)
