"""The part of an order's explanation that is about certain members: for who may not see all of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from graph.explain.model import Kind, NotPaid, OrderExplanation, Payment, PoolContribution, Posting
from graph.words.reasons import Reason, parameters


def people_in(explanation: OrderExplanation) -> set[str]:
    """Return the ids of all members that an explanation says anything about, its buyer among them."""
    members = {explanation.order.buyer_id, explanation.order.owner_id, *explanation.names}
    for reason in _all_reasons(explanation):
        members |= people_of(reason)
    for kind in explanation.kinds:
        members |= {payment.payee_id for payment in (*kind.payments, *kind.reversed)}
        members |= {member for refused in kind.not_paid for member in refused.members}
    return members - {""}


def redact(explanation: OrderExplanation, visible: Collection[str]) -> OrderExplanation:
    """Return what an explanation says about `visible` members only.

    A payment, somebody not paid, or a reason stays when everybody it names is visible. Sums are left as they
    are: who gives them to somebody who may not see all tells of the others.
    """
    return replace(
        explanation,
        notes=reasons_about(explanation.notes, visible),
        kinds=tuple(_kind(kind, visible) for kind in explanation.kinds),
        pools=tuple(_contribution(one) for one in explanation.pools if one.amount),
        names={member: name for member, name in explanation.names.items() if member in visible},
    )


def _contribution(contribution: PoolContribution) -> PoolContribution:
    """Leave out what became of a pool: where one member holds its rank, that is what this one was paid."""
    return replace(
        contribution, reasons=tuple(one for one in contribution.reasons if one.id == "per_package")
    )


def _kind(kind: Kind, visible: Collection[str]) -> Kind:
    return replace(
        kind,
        working=reasons_about(kind.working, visible),
        payments=_payments(kind.payments, visible),
        reversed=_payments(kind.reversed, visible),
        breakage_reasons=(),
        breakage_postings=(),
        not_paid=tuple(_not_paid(kind.not_paid, visible)),
    )


def _payments(payments: Iterable[Payment], visible: Collection[str]) -> tuple[Payment, ...]:
    return tuple(
        replace(
            one,
            reasons=reasons_about(one.reasons, visible),
            postings=tuple(
                replace(post, reasons=reasons_about(post.reasons, visible)) for post in one.postings
            ),
        )
        for one in payments
        if one.payee_id in visible
    )


def _not_paid(not_paid: Iterable[NotPaid], visible: Collection[str]) -> Iterator[NotPaid]:
    """Yield those not paid, cut to their visible members, who are the lower ones of an upline."""
    for one in not_paid:
        members = tuple(member for member in one.members if member in visible)
        if members and people_of(one.reason) <= set(visible):
            last = one.first + len(members) - 1 if one.first else 0
            yield replace(one, members=members, last=last)


def reasons_about(reasons: Iterable[Reason], visible: Collection[str]) -> tuple[Reason, ...]:
    """Return the reasons that name nobody but `visible` members."""
    return tuple(one for one in reasons if people_of(one) <= set(visible))


def people_of(reason: Reason) -> set[str]:
    """Return the members that a reason names."""
    specs = parameters(reason.id)
    return {str(value) for name, value in reason.values if specs[name] == "who" and value}


def _all_reasons(explanation: OrderExplanation) -> Iterator[Reason]:
    yield from explanation.notes
    for kind in explanation.kinds:
        yield from (*kind.working, *kind.breakage_reasons)
        yield from (refused.reason for refused in kind.not_paid)
        postings: list[Posting] = [*kind.breakage_postings]
        for payment in (*kind.payments, *kind.reversed):
            yield from payment.reasons
            postings += payment.postings
        for posting in postings:
            yield from posting.reasons
