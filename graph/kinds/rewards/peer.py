"""R5: a share of each direct and override entry, to the mentor of who earned it: one generation only."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graph.kinds.due import Due, Dues
from graph.kinds.moment import Moment, Person, held_since, rank_lacking
from graph.kinds.owners import ownership
from graph.kinds.parameters import Values, since
from graph.kinds.reward import PaysOrders, RewardKind, RewardPart
from graph.kinds.rewards import direct, override
from graph.kinds.values import RankName, Rate, rounded_down
from graph.words.rates import exact_percent, percent
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan

_MATCHED = {"direct": direct, "override": override}  # what pays one member only


class Peer(RewardPart):
    """R5: `rate` of each entry of the kinds `of` earned by a member of `earner_rank`, to its mentor."""

    kind: Literal["peer"]
    rate: Rate
    of: tuple[Literal["direct", "override"], ...] = Field(min_length=1)
    earner_rank: RankName
    payee_rank: RankName


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return the share of what one package pays of the matched kinds, in minor units."""
    return sum(
        (
            one.rate * _MATCHED[kind].most_paid(plan, package)
            for one in plan.rewards_of(Peer)
            for kind in set(one.of)
        ),
        Fraction(0),
    )


def pay(moment: Moment, plan: "Plan", before: Dues) -> Sequence[Due]:
    """Return what is due to mentors: for each matched kind, a share of what it paid."""
    return [_match(moment, plan, one, before[kind][0]) for one in plan.rewards_of(Peer) for kind in one.of]


def _match(moment: Moment, plan: "Plan", peer: Peer, matched: Due) -> Due:
    due = Due("peer", matched.kind)
    due.set_aside = rounded_down(peer.rate, matched.set_aside)
    if due.set_aside:
        due.working.append(_share(peer, matched.set_aside, matched.kind))
    if not matched.paid:
        _nobody(due, moment.above, reason("nothing_to_match", source=matched.kind))
        return due
    earner_id, amount = next(iter(matched.paid.items()))  # one payee only: the sponsor, or the team owner
    earner = moment.person(earner_id)
    # A partner's mentor is its own team owner.
    mentor_id = earner.owner_id if earner.since and earner.since[0] <= moment.point else ""
    mentor = moment.person(mentor_id) if mentor_id else None
    if not earner.holds(plan.rank_number(peer.earner_rank), moment.point):
        lacks = rank_lacking(earner, peer.earner_rank, moment, plan)
        _nobody(due, [*moment.above, *([mentor] if mentor else [])], _of_earner(lacks, matched.kind))
    elif mentor is None:
        _nobody(due, moment.above, reason("earner_no_mentor", earner=earner_id, source=matched.kind))
    else:
        if not mentor.holds(plan.rank_number(peer.payee_rank), moment.point):
            _nobody(due, [mentor], rank_lacking(mentor, peer.payee_rank, moment, plan))
        elif total := rounded_down(peer.rate, amount):
            told = [reason("is_mentor", who=mentor_id, earner=earner_id, source=matched.kind)]
            told += [*_why_mentor(earner, moment, plan), *held_since(mentor, peer.payee_rank, plan)]
            due.pay(mentor_id, total, [*told, _share(peer, amount, matched.kind)])
        else:
            _nobody(due, [mentor], reason("rounds_to_nothing", rate=exact_percent(peer.rate), of=amount))
        one = reason("one_generation", earner=earner_id, mentor=mentor_id, source=matched.kind)
        due.refuse(moment.above, one)
    return due


def _share(peer: Peer, amount: int, source: str) -> Reason:
    total = rounded_down(peer.rate, amount)
    which = "share_of" if total == peer.rate * amount else "share_rounded"
    return reason(which, rate=exact_percent(peer.rate), of=amount, source=source, total=total)


def _why_mentor(earner: Person, moment: Moment, plan: "Plan") -> Iterator[Reason]:
    places = [place for place, one in enumerate(moment.upline) if one.id == earner.id]
    if places:  # an earner outside of the upline has an owner that openings brought about
        yield ownership(moment.upline[places[0] :], plan).reason


def _nobody(due: Due, people: Sequence[Person], why: Reason) -> None:
    due.left.append(why)
    due.refuse(people, why)


def _of_earner(lacks: Reason, source: str) -> Reason:
    names = {"rank_never": "earner_too_low", "rank_later": "earner_later", "rank_by_this": "earner_by_this"}
    values = dict(lacks.values)
    return reason(names[lacks.id], earner=values.pop("who"), source=source, **values)


def set_aside(plan: "Plan") -> list[Values]:
    """Return what is set aside, as statements take it: a share for each matched kind."""
    return [
        {
            "kind": "peer",
            "matched": [_MATCHED[kind].amounts(plan) for kind in one.of],
            "over": one.rate.numerator,
            "under": one.rate.denominator,
        }
        for one in plan.rewards_of(Peer)
    ]


def parameters(plan: "Plan") -> Values:
    """Return what `nightly/rewards/peer` takes; a plan without a peer match matches no kind."""
    one = next(iter(plan.rewards_of(Peer)), None)
    share = one.rate if one else Fraction(0)
    return {
        "of": list(one.of) if one else [],
        "earner": since(plan, one.earner_rank) if one else None,
        "mentor": since(plan, one.payee_rank) if one else None,
        "over": share.numerator,
        "under": share.denominator,
    }


def problems(reward: Peer, _plan: "Plan") -> Iterator[Problem]:
    """Check that no kind is matched twice."""
    if len(set(reward.of)) < len(reward.of):
        yield ("of",), "a kind is named twice"


def describe(reward: Peer) -> Reason:
    """Return the reward in words."""
    return reason(
        "plan_peer",
        rate=percent(reward.rate),
        of=" and ".join(reward.of),
        earner_rank=reward.earner_rank,
        payee_rank=reward.payee_rank,
    )


KIND = RewardKind(
    name="peer",
    rule="R5",
    part=Peer,
    figures=frozenset({"rate"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysOrders(pay, set_aside, parameters),
)
