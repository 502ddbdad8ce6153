"""What an order brought one member, or why nothing: the part of an order's explanation that is about it."""

from dataclasses import dataclass

from graph.access import Viewer, require_visible
from graph.database import Database
from graph.errors import NotFoundError
from graph.explain.facts import read_upline
from graph.explain.model import Kind, NotPaid, OrderExplanation, Payment
from graph.explain.redaction import redact
from graph.explain.visibility import Share, explain_share, explain_visible, visible_members
from graph.reads.runs import Run
from graph.words.reasons import Reason


@dataclass(frozen=True, slots=True)
class OfKind:
    """What a member got of a kind of reward (`payments`), and why it got nothing else of it (`reasons`).

    hidden: whether some of that names somebody whom the account may not see, and is not told.
    """

    kind: str
    rule: str
    payments: tuple[Payment, ...]
    reasons: tuple[Reason, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class About:
    """One member and an order. place: how far above the buyer (0: the buyer) it stands, None: not above it.

    Of an order of a customer the buyer is who owns its community. pools: of those that the order fed, whether
    the member shares them on that day.
    """

    member_id: str
    place: int | None
    kinds: tuple[OfKind, ...]
    pools: tuple[Share, ...]


def explain_about(database: Database, run: Run, viewer: Viewer, order_id: str, member_id: str) -> About:
    """Return what an order brought a member and why not more, as far as an account may see it.

    Raises:
        NotFoundError: when the run knows no such order or member, or one of them is out of scope.
    """
    require_visible(database, run, viewer, member_id)
    whole = explain_visible(database, run, viewer, order_id)
    shown = whole
    if not viewer.sees_all:
        shown = redact(whole, visible_members(database, run, viewer, whole))
    order = whole.order
    line = [
        one.id
        for one in read_upline(database, run.number, order.buyer_id if order.by_member else order.owner_id)
    ]
    return About(
        member_id,
        line.index(member_id) if member_id in line else None,
        tuple(_of_kind(one, then, member_id) for one, then in zip(shown.kinds, whole.kinds, strict=True)),
        tuple(_shares(database, run, viewer, member_id, whole)),
    )


def _of_kind(shown: Kind, whole: Kind, member_id: str) -> OfKind:
    payments, refused = _payments(shown, member_id), _refused(shown, member_id)
    told = sum(len(one.reasons) for one in payments) + len(refused)
    known = sum(len(one.reasons) for one in _payments(whole, member_id)) + len(_refused(whole, member_id))
    reasons = tuple(dict.fromkeys(one.reason for one in refused))
    return OfKind(shown.kind, shown.rule, payments, reasons, told < known)


def _payments(kind: Kind, member_id: str) -> tuple[Payment, ...]:
    return tuple(one for one in (*kind.payments, *kind.reversed) if one.payee_id == member_id)


def _refused(kind: Kind, member_id: str) -> list[NotPaid]:
    return [one for one in kind.not_paid if member_id in one.members]


def _shares(
    database: Database, run: Run, viewer: Viewer, member_id: str, explanation: OrderExplanation
) -> list[Share]:
    """Return whether the member shares the pools that an order fed, those that are shared already."""
    shares = []
    for fed in explanation.pools:
        if fed.amount:
            try:
                day = (fed.pool, explanation.order.day)
                shares.append(explain_share(database, run, viewer, member_id, day))
            except NotFoundError:
                continue
    return shares
