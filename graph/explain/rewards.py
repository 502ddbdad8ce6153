"""R3, R4 and R5 of one order, told: who is due what, why it is due to nobody, and why not to others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from graph.explain.facts import Case, Person
from graph.explain.owners import Ownership, ownership
from graph.explain.reasons import Reason, reason
from graph.plan import Plan
from graph.plan.kinds import Direct, Override, Peer
from graph.plan.values import rounded_down

Later = Callable[[str], str]
"""Tells how many package orders lie between this order and a later point: "2 orders"."""


@dataclass(slots=True)
class Due:
    """What one kind (and source) is due by the rules, before it is compared with the ledger.

    paid: per payee the amount in minor units, and why. left: why something is due to nobody.
    others: why not, for each member of the upline (and outsiders concerned) that got nothing.
    """

    kind: str
    source: str = ""
    set_aside: int = 0
    working: list[Reason] = field(default_factory=list)
    paid: dict[str, int] = field(default_factory=dict)
    why: dict[str, list[Reason]] = field(default_factory=dict)
    left: list[Reason] = field(default_factory=list)
    others: dict[str, Reason] = field(default_factory=dict)

    def pay(self, payee: str, amount: int, reasons: Iterable[Reason]) -> None:
        """Add to what a payee is due; the same reason is told once."""
        self.paid[payee] = self.paid.get(payee, 0) + amount
        told = self.why.setdefault(payee, [])
        told += [one for one in reasons if one not in told]

    def refuse(self, people: Iterable[str], why: Reason) -> None:
        """Say why members got nothing, where nothing more special is said yet."""
        for one in people:
            self.others.setdefault(one, why)


def direct(case: Case, plan: Plan, later: Later) -> Due:
    """R3: to the buyer's sponsor, for each package that pays it."""
    due = Due("direct")
    buyer, above = case.upline[0], case.upline[1:]
    sponsor = above[0] if above else None
    for package, count, each, rank in _paying(case, plan.direct):
        _set_aside(due, package, count, each)
        if sponsor is None:
            due.left.append(reason("no_sponsor", buyer=buyer.id))
        elif sponsor.holds(plan.rank_number(rank), case.order.point):
            held = held_since(sponsor, rank, plan)
            told = [reason("is_sponsor", who=sponsor.id, buyer=buyer.id), *held]
            due.pay(sponsor.id, count * each, [*told, due.working[-1]])
        else:
            lacks = rank_lacking(sponsor, rank, case, plan, later)
            due.left.append(lacks)
            due.refuse([sponsor.id], lacks)
    if sponsor:
        due.refuse(_ids(above), reason("only_sponsor", sponsor=sponsor.id))
    return due


def override(case: Case, plan: Plan, later: Later) -> Due:
    """R4: to the buyer's team owner, for each package that pays it."""
    due = Due("override")
    buyer = case.upline[0]
    owned = ownership(case.upline, plan, case.order.point)
    owner = case.person(owned.owner_id) if owned.owner_id else None
    for package, count, each, rank in _paying(case, plan.override):
        _set_aside(due, package, count, each)
        if owner is None:
            due.left.append(owned.reason)
        elif owner.holds(plan.rank_number(rank), case.order.point):
            told = [reason("is_owner", who=owner.id, buyer=buyer.id), owned.reason]
            due.pay(owner.id, count * each, [*told, *held_since(owner, rank, plan), due.working[-1]])
        else:
            lacks = rank_lacking(owner, rank, case, plan, later)
            due.left += [owned.reason, lacks]
            due.refuse([owner.id], lacks)
    _not_owners(due, case, plan, owned)
    return due


def _not_owners(due: Due, case: Case, plan: Plan, owned: Ownership) -> None:
    buyer, above = case.upline[0], case.upline[1:]
    if not owned.settled:
        due.refuse(_ids(above), owned.reason)
        return
    if owned.near_id:
        due.refuse(_ids(above[: owned.passed]), reason("passed_over", buyer=buyer.id))
        told: dict[str, str] = {
            "who": owned.near_id, "buyer": buyer.id, "rank": plan.team.owner_rank, "first": buyer.since[0],
        }  # fmt: skip
        if owned.owner_id and owned.owner_id != owned.near_id:
            due.refuse([owned.near_id], reason("contributes", **told, owner=owned.owner_id))
        elif not owned.owner_id:
            due.refuse([owned.near_id], reason("contributes_company", **told))
    elif not buyer.opening:
        due.refuse(_ids(above), reason("passed_over", buyer=buyer.id))
    if owned.owner_id:
        due.refuse(_ids(above), reason("one_owner", buyer=buyer.id, owner=owned.owner_id))
    else:
        due.refuse(_ids(above), reason("team_of_company", buyer=buyer.id))


def peer(case: Case, plan: Plan, matched: Due, later: Later) -> Due:
    """R5: a share of what one kind paid, to the mentor of who earned it."""
    due = Due("peer", matched.kind)
    if plan.peer is None:
        return due
    above = _ids(case.upline[1:])
    due.set_aside = rounded_down(plan.peer.rate, matched.set_aside)
    if due.set_aside:
        due.working.append(_share(plan.peer, matched.set_aside, matched.kind))
    if not matched.paid:
        _nobody(due, above, reason("nothing_to_match", source=matched.kind))
        return due
    earner_id, amount = next(iter(matched.paid.items()))  # one payee only: the sponsor, or the team owner
    earner = case.person(earner_id)
    mentor_id = earner.owner_id if earner.since and earner.since[0] <= case.order.point else ""
    if not earner.holds(plan.rank_number(plan.peer.earner_rank), case.order.point):
        lacks = rank_lacking(earner, plan.peer.earner_rank, case, plan, later)
        _nobody(due, [*above, mentor_id] if mentor_id else above, _of_earner(lacks, matched.kind))
    elif not mentor_id:
        _nobody(due, above, reason("earner_no_mentor", earner=earner_id, source=matched.kind))
    else:
        mentor = case.person(mentor_id)
        if not mentor.holds(plan.rank_number(plan.peer.payee_rank), case.order.point):
            _nobody(due, [mentor_id], rank_lacking(mentor, plan.peer.payee_rank, case, plan, later))
        elif total := rounded_down(plan.peer.rate, amount):
            told = [reason("is_mentor", who=mentor_id, earner=earner_id, source=matched.kind)]
            told += [*_why_mentor(earner, case, plan), *held_since(mentor, plan.peer.payee_rank, plan)]
            due.pay(mentor_id, total, [*told, _share(plan.peer, amount, matched.kind)])
        else:
            _nobody(due, [mentor_id], reason("rounds_to_nothing", rate=percent(plan.peer.rate), of=amount))
        one = reason("one_generation", earner=earner_id, mentor=mentor_id, source=matched.kind)
        due.refuse(above, one)
    return due


def _share(peer: Peer, amount: int, source: str) -> Reason:
    total = rounded_down(peer.rate, amount)
    which = "share_of" if total == peer.rate * amount else "share_rounded"
    return reason(which, rate=percent(peer.rate), of=amount, source=source, total=total)


def percent(rate: Fraction) -> str:
    """Return a rate as people read it: 10 %, 12.5 %, or 1/3 where no decimal is exact."""
    text = f"{float(rate * 100):.6f}".rstrip("0").rstrip(".")
    return f"{text} %" if Fraction(text) / 100 == rate else str(rate)


def _why_mentor(earner: Person, case: Case, plan: Plan) -> Iterator[Reason]:
    places = [place for place, one in enumerate(case.upline) if one.id == earner.id]
    if places:  # an earner outside of the upline has an owner that openings brought about
        yield ownership(case.upline[places[0] :], plan).reason


def _nobody(due: Due, people: Iterable[str], why: Reason) -> None:
    due.left.append(why)
    due.refuse(people, why)


def _of_earner(lacks: Reason, source: str) -> Reason:
    names = {"rank_never": "earner_too_low", "rank_later": "earner_later", "rank_by_this": "earner_by_this"}
    values = dict(lacks.values)
    return reason(names[lacks.id], earner=values.pop("who"), source=source, **values)


def held_since(person: Person, rank: str, plan: Plan) -> list[Reason]:
    """Return since when a member holds the rank a reward asks for; nothing for rank 0, which all hold."""
    number = plan.rank_number(rank)
    return [reason("held", who=person.id, rank=rank, since=person.since[number - 1])] if number else []


def rank_lacking(person: Person, rank: str, case: Case, plan: Plan, later: Later) -> Reason:
    """Return why a member did not hold a rank at the order: never, later, or by the order itself (R1)."""
    number = plan.rank_number(rank)
    if len(person.since) < number:
        return reason("rank_never", who=person.id, rank=rank)
    since = person.since[number - 1]
    if since == case.order.point:
        return reason("rank_by_this", who=person.id, rank=rank)
    return reason("rank_later", who=person.id, rank=rank, since=since, later=later(since))


def _paying(case: Case, rewards: Sequence[Direct | Override]) -> Iterator[tuple[str, int, int, str]]:
    for one in rewards:
        count = case.order.packages.get(one.package, 0)
        if count and one.amount:
            yield one.package, count, one.amount, one.payee_rank


def _set_aside(due: Due, package: str, count: int, each: int) -> None:
    due.set_aside += count * each
    due.working.append(reason("per_package", count=count, package=package, each=each, total=count * each))


def _ids(people: Iterable[Person]) -> list[str]:
    return [one.id for one in people]
