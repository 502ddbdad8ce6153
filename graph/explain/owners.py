"""R2 told: who owns the team of a member, and which of the sponsors above it were passed over for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.explain.facts import Person
from graph.explain.reasons import Reason, reason
from graph.plan import Plan

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


def ownership(upline: Sequence[Person], plan: Plan, until: str = "~") -> Ownership:
    """Return who owns the team of the first of the upline, by its first package, and why (R2).

    upline: the member, then the sponsors above it, nearest first. until: a later first package is not seen.
    """
    member = upline[0]
    if not member.since or member.since[0] > until:
        return Ownership(member.id, False, COMPANY, 0, "", reason("owner_none", who=member.id))
    first = member.since[0]
    if member.opening:
        why = (
            reason("owner_opening", who=member.id, owner=member.owner_id)
            if member.owner_id
            else reason("company_opening", who=member.id)
        )
        return Ownership(member.id, True, member.owner_id, 0, "", why)
    bought = (place for place, one in enumerate(upline[1:]) if one.since and one.since[0] < first)
    passed = next(bought, None)
    if passed is None:
        alone = reason("company_alone", who=member.id, first=first)
        return Ownership(member.id, True, COMPANY, len(upline) - 1, "", alone)
    near = upline[passed + 1]
    owner, why = _owner(member, near, first, plan)
    return Ownership(member.id, True, owner, passed, near.id, why)


def _owner(member: Person, near: Person, first: str, plan: Plan) -> tuple[str, Reason]:
    rank = plan.rank_number(plan.team.owner_rank)
    if near.holds(rank, first):
        since = near.since[rank - 1] if rank else ""
        return near.id, reason(
            "owner_partner",
            who=member.id, owner=near.id, rank=plan.team.owner_rank, since=since, first=first,
        )  # fmt: skip
    if plan.readings.first_two == "keep":
        return near.id, reason("owner_keeps", who=member.id, owner=near.id, first=first)
    told: dict[str, str] = {"who": member.id, "rank": plan.team.owner_rank}
    if near.owner_id:
        return near.owner_id, reason("owner_above", **told, near=near.id, owner=near.owner_id, first=first)
    if plan.readings.head == "keeps":
        return near.id, reason("owner_head", **told, owner=near.id, first=first)
    return COMPANY, reason("company_head", **told, near=near.id)
