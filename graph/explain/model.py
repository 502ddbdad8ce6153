"""The explanation of an order as data; `graph.words` turns it into JSON and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.money import Money
from graph.words.reasons import Reason

if TYPE_CHECKING:
    from graph.explain.order_facts import OrderFacts


@dataclass(frozen=True, slots=True)
class Posting:
    """One ledger entry. `reasons` say what had changed when it corrects; empty for a first posting."""

    key: str
    run: int
    posted_on: str
    amount: Money
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """What one member earned of one kind (and source, for a peer match), why, and when it was posted.

    `amount` is the sum of the postings; it is 0 for what was reversed. `place`: how far above the buyer the
    payee is (its sponsor is 1), 0 outside of the upline.
    """

    source: str
    payee_id: str
    place: int
    amount: Money
    reasons: tuple[Reason, ...]
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class NotPaid:
    """Members who got nothing of a kind (and source), one after the other up the line, for one reason.

    `first`, `last`: their places above the buyer (its sponsor is 1); 0: not in the upline.
    """

    source: str
    first: int
    last: int
    members: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of reward of an order: set aside = paid + breakage, to the minor unit (R9)."""

    kind: str
    rule: str
    set_aside: Money
    working: tuple[Reason, ...]
    payments: tuple[Payment, ...]
    reversed: tuple[Payment, ...]
    paid: Money
    breakage: Money
    breakage_reasons: tuple[Reason, ...]
    breakage_postings: tuple[Posting, ...]
    not_paid: tuple[NotPaid, ...]


@dataclass(frozen=True, slots=True)
class PoolContribution:
    """What the order put into a pool, and what became of the pool on that day."""

    pool: str
    amount: Money
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """R9: package_lines = paid + breakage + pool_contribution + kept, to the minor unit."""

    package_lines: Money
    paid: Money
    breakage: Money
    pool_contribution: Money
    kept: Money


@dataclass(frozen=True, slots=True)
class OrderExplanation:
    """Where every cent of an order went in a run, and why nobody else got it.

    `as_of` is ISO 8601; `names`: of everybody concerned who has one, by id; `zone`: of days.
    """

    run: int
    as_of: str
    currency: str
    zone: str
    order: "OrderFacts"
    notes: tuple[Reason, ...]
    kinds: tuple[Kind, ...]
    pools: tuple[PoolContribution, ...]
    sums: Sums
    names: Mapping[str, str]
