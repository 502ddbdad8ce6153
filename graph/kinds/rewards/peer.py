"""R5: a share of each direct and override entry, to the mentor, or to several generations."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graph.i18n.message import message
from graph.kinds.due import Due, Dues
from graph.kinds.moment import Moment, Person, held_since, rank_lacking
from graph.kinds.owners import ownership
from graph.kinds.parameters import Values, lapses, share, since
from graph.kinds.reward import PaysOrders, RewardKind, RewardPart
from graph.kinds.rewards import direct, override
from graph.kinds.values import GENERATIONS, Count, RankName, Rate, rounded_down
from graph.words.rates import exact_percent, percent
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan

_MATCHED = {"direct": direct, "override": override}  # what pays one member only


class Peer(RewardPart):
    """R5: `rate` of each entry of the kinds `of` earned by a member of `earner_rank`, to its mentor.

    With `generations` it has `rates` instead: one for the mentor, one for the mentor's mentor, and so on.
    """

    kind: Literal["peer"]
    rate: Rate | None = None
    generations: Count | None = None
    rates: tuple[Rate, ...] | None = None
    of: tuple[Literal["direct", "override"], ...] = Field(min_length=1)
    earner_rank: RankName
    payee_rank: RankName

    @property
    def of_generations(self) -> tuple[Fraction, ...]:
        """The rate of each generation, the mentor's first."""
        return self.rates if self.rates is not None else (self.rate or Fraction(0),)


def most_paid(plan: "Plan", package: str) -> Fraction:
    """Return the share of what one package pays of the matched kinds, in minor units."""
    return sum(
        (
            sum(one.of_generations) * _MATCHED[kind].most_paid(plan, package)
            for one in plan.rewards_of(Peer)
            for kind in set(one.of)
        ),
        Fraction(0),
    )


def pay(moment: Moment, plan: "Plan", before: Dues) -> Sequence[Due]:
    """Return what is due to mentors: for each matched kind that the plan pays, a share of what it paid."""
    return [
        _match(moment, plan, one, before[kind][0])
        for one in plan.rewards_of(Peer)
        for kind in one.of
        if kind in before
    ]


def _match(moment: Moment, plan: "Plan", peer: Peer, matched: Due) -> Due:
    due = Due("peer", matched.kind)
    for rate in peer.of_generations:
        due.set_aside += rounded_down(rate, matched.set_aside)
    if due.set_aside:
        due.working += [_share(rate, matched.set_aside, matched.kind) for rate in peer.of_generations]
    if not matched.paid:
        _nobody(due, moment.above, reason("nothing_to_match", source=matched.kind))
        return due
    earner_id, amount = next(iter(matched.paid.items()))  # one payee only: the sponsor, or the team owner
    earner = moment.person(earner_id)
    mentors = list(islice(_mentors(earner, moment), len(peer.of_generations)))
    if not earner.holds(plan.rank_number(peer.earner_rank), moment.point):
        lacks = rank_lacking(earner, peer.earner_rank, moment, plan)
        _nobody(due, [*moment.above, *mentors], _of_earner(lacks, matched.kind))
    elif not mentors:
        _nobody(due, moment.above, reason("earner_no_mentor", earner=earner_id, source=matched.kind))
    else:
        for number, (mentor, rate) in enumerate(zip(mentors, peer.of_generations, strict=False), 1):
            below = mentors[number - 2] if number > 1 else earner
            if not mentor.holds(plan.rank_number(peer.payee_rank), moment.point):
                _nobody(due, [mentor], rank_lacking(mentor, peer.payee_rank, moment, plan))
            elif total := rounded_down(rate, amount):
                told = [_is_mentor(mentor, below, earner, number, matched.kind)]
                told += _why_mentor(below, moment, plan)
                told += held_since(mentor, peer.payee_rank, moment.point, plan)
                due.pay(mentor.id, total, [*told, _share(rate, amount, matched.kind)])
            else:
                _nobody(due, [mentor], reason("rounds_to_nothing", rate=exact_percent(rate), of=amount))
        if missing := len(peer.of_generations) - len(mentors):
            due.left.append(reason("no_further_mentor", earner=earner_id, count=missing, source=matched.kind))
        due.refuse(moment.above, _others(peer, earner, mentors[0], matched.kind))
    return due


def _mentors(earner: Person, moment: Moment) -> Iterator[Person]:
    """Yield the mentor of who earned, the mentor's mentor, and so on: the team owner of each.

    Openings can name owners in a circle: nobody's owner is asked for twice.
    """
    passed: set[str] = set()
    one = earner
    # A team owner is there from the first package on.
    while one.id not in passed and one.owner_id and one.since and one.since[0] <= moment.point:
        passed.add(one.id)
        one = moment.person(one.owner_id)
        yield one


def _is_mentor(mentor: Person, below: Person, earner: Person, number: int, source: str) -> Reason:
    if number == 1:
        return reason("is_mentor", who=mentor.id, earner=earner.id, source=source)
    return reason(
        "is_further_mentor", who=mentor.id, below=below.id, earner=earner.id, number=number, source=source
    )


def _others(peer: Peer, earner: Person, mentor: Person, source: str) -> Reason:
    generations = len(peer.of_generations)
    if generations == 1:
        return reason("one_generation", earner=earner.id, mentor=mentor.id, source=source)
    return reason("so_many_generations", earner=earner.id, generations=generations, source=source)


def _share(rate: Fraction, amount: int, source: str) -> Reason:
    total = rounded_down(rate, amount)
    which = "share_of" if total == rate * amount else "share_rounded"
    return reason(which, rate=exact_percent(rate), of=amount, source=source, total=total)


def _why_mentor(earner: Person, moment: Moment, plan: "Plan") -> Iterator[Reason]:
    places = [place for place, one in enumerate(moment.upline) if one.id == earner.id]
    if places:  # an earner outside of the upline has an owner that openings brought about
        yield ownership(moment.upline[places[0] :], plan).reason


def _nobody(due: Due, people: Sequence[Person], why: Reason) -> None:
    due.left.append(why)
    due.refuse(people, why)


def _of_earner(lacks: Reason, source: str) -> Reason:
    names = {
        "rank_never": "earner_too_low",
        "rank_later": "earner_later",
        "rank_by_this": "earner_by_this",
        "rank_lapsed": "earner_lapsed",
    }
    values = dict(lacks.values)
    return reason(names[lacks.id], earner=values.pop("who"), source=source, **values)


def set_aside(plan: "Plan") -> list[Values]:
    """Return what is set aside, as statements take it: shares for each matched kind."""
    return [
        {
            "kind": "peer",
            "source": "",
            "matched": [_MATCHED[kind].amounts(plan) for kind in one.of],
            "shares": [share(rate) for rate in one.of_generations],
        }
        for one in plan.rewards_of(Peer)
    ]


def parameters(plan: "Plan") -> Values:
    """Return what `nightly/rewards/peer` takes; a plan without a peer match matches no kind."""
    one = next(iter(plan.rewards_of(Peer)), None)
    return {
        "of": list(one.of) if one else [],
        "earner": since(plan, one.earner_rank) if one else None,
        "earner_off": lapses(plan, one.earner_rank) if one else None,
        "mentor": since(plan, one.payee_rank) if one else None,
        "mentor_off": lapses(plan, one.payee_rank) if one else None,
        "shares": [share(rate) for rate in one.of_generations] if one else [],
    }


def problems(reward: Peer, plan: "Plan") -> Iterator[Problem]:
    """Check that no kind is matched twice, that there is a rate for each generation, and owners of teams."""
    if len(set(reward.of)) < len(reward.of):
        yield ("of",), "a kind is named twice"
    if plan.team is None:
        yield ("kind",), "a plan without `team` has no mentors, who are team owners"
    if reward.rates is None:
        if reward.rate is None:
            yield ("rate",), "this field is missing"
        if reward.generations not in {None, 1}:
            yield ("generations",), "give `rates`, one for each generation, instead of `rate`"
        return
    if reward.rate is not None:
        yield ("rate",), "a plan gives `rate` for the mentor alone, or `rates` by generation, not both"
    if not 1 <= len(reward.rates) <= GENERATIONS:
        yield ("rates",), message("1 to {most} rates are expected", most=GENERATIONS)
    if reward.generations is None or len(reward.rates) != reward.generations:
        yield (
            ("generations",),
            message("there are {count} rates: generations must be as many", count=len(reward.rates)),
        )


def describe(reward: Peer) -> Reason:
    """Return the reward in words."""
    return reason(
        "plan_peer",
        rate=" / ".join(map(percent, reward.of_generations)),
        of=" and ".join(reward.of),
        earner_rank=reward.earner_rank,
        payee_rank=reward.payee_rank,
    )


KIND = RewardKind(
    name="peer",
    rule="R5",
    part=Peer,
    figures=frozenset({"rate", "rates"}),
    problems=problems,
    describe=describe,
    most_paid=most_paid,
    pays=PaysOrders(pay, set_aside, parameters),
)
