"""The part of an order's explanation that is about certain members: for who may not see all of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from graph.explain.model import Fed, Kind, OrderExplanation, Payment, Posting, Silence
from graph.words.reasons import Reason, parameters


def concerned(told: OrderExplanation) -> set[str]:
    """Return the ids of all members that an explanation says anything about, its buyer among them."""
    found = {told.order.buyer_id, told.order.owner_id, *told.names}
    for reason in _all_reasons(told):
        found |= _people(reason)
    for kind in told.kinds:
        found |= {payment.payee_id for payment in (*kind.payments, *kind.taken_back)}
        found |= {member for silence in kind.silences for member in silence.members}
    return found - {""}


def seen_part(told: OrderExplanation, visible: Collection[str]) -> OrderExplanation:
    """Return what an explanation says about `visible` members only.

    A payment, a silence or a reason stays when everybody it names is visible. Sums are left as they are:
    who gives them to somebody who may not see all tells of the others.
    """
    return replace(
        told,
        notes=_reasons(told.notes, visible),
        kinds=tuple(_kind(kind, visible) for kind in told.kinds),
        pools=tuple(_fed(fed) for fed in told.pools),
        names={member: name for member, name in told.names.items() if member in visible},
    )


def _fed(fed: Fed) -> Fed:
    """Leave out what became of a pool: where one member holds its rank, that is what this one was paid."""
    return replace(fed, reasons=tuple(one for one in fed.reasons if one.id == "per_package"))


def _kind(kind: Kind, visible: Collection[str]) -> Kind:
    return replace(
        kind,
        working=_reasons(kind.working, visible),
        payments=_payments(kind.payments, visible),
        taken_back=_payments(kind.taken_back, visible),
        breakage_reasons=(),
        breakage_postings=(),
        silences=tuple(_silences(kind.silences, visible)),
    )


def _payments(payments: Iterable[Payment], visible: Collection[str]) -> tuple[Payment, ...]:
    return tuple(
        replace(
            one,
            reasons=_reasons(one.reasons, visible),
            postings=tuple(replace(post, because=_reasons(post.because, visible)) for post in one.postings),
        )
        for one in payments
        if one.payee_id in visible
    )


def _silences(silences: Iterable[Silence], visible: Collection[str]) -> Iterator[Silence]:
    """Yield silences cut to their visible members, who are the lower ones of an upline."""
    for one in silences:
        members = tuple(member for member in one.members if member in visible)
        if members and _people(one.reason) <= set(visible):
            last = one.first + len(members) - 1 if one.first else 0
            yield replace(one, members=members, last=last)


def _reasons(reasons: Iterable[Reason], visible: Collection[str]) -> tuple[Reason, ...]:
    return tuple(one for one in reasons if _people(one) <= set(visible))


def _people(reason: Reason) -> set[str]:
    specs = parameters(reason.id)
    return {str(value) for name, value in reason.values if specs[name] == "who" and value}


def _all_reasons(told: OrderExplanation) -> Iterator[Reason]:
    yield from told.notes
    for kind in told.kinds:
        yield from (*kind.working, *kind.breakage_reasons)
        yield from (silence.reason for silence in kind.silences)
        postings: list[Posting] = [*kind.breakage_postings]
        for payment in (*kind.payments, *kind.taken_back):
            yield from payment.reasons
            postings += payment.postings
        for posting in postings:
            yield from posting.because
