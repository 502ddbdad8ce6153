"""The facts that a calculation counts, as plain rows: what `upline load` accepted, before any rule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A member as first loaded; `joined` in microseconds since 1970 UTC, no sponsor is None."""

    id: str
    sponsor_id: str | None
    joined: int


@dataclass(frozen=True, slots=True)
class Customer:
    """An end customer of a community: volume for its owner, nothing else."""

    id: str
    community_id: str | None
    joined: int


@dataclass(frozen=True, slots=True)
class Community:
    """A community and the member who owns it."""

    id: str
    owner_id: str


@dataclass(frozen=True, slots=True)
class Order:
    """A paid order of a member or a customer; times in microseconds UTC, `amount` in minor units."""

    id: str
    buyer_id: str
    at: int
    amount: int
    received: int | None = None
    group_id: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A buying group: who leads it, and its window, both ends included, in microseconds UTC."""

    id: str
    leader_id: str
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Product:
    """A product and its category, if any."""

    id: str
    category: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order; `amount` is that of the whole line, in minor units."""

    order_id: str
    line_no: int
    product_id: str
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back for an order, in minor units."""

    id: str
    order_id: str
    at: int
    amount: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A sponsor decided at `at` to have been the right one from the start; None: nobody."""

    member_id: str
    sponsor_id: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The rank (its number in the plan) and team owner of a member before the first order."""

    member_id: str
    rank: int
    team_owner_id: str | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What people decided about a member's pay of a day (2026-01-31), in minor units: it may be below 0."""

    id: str
    member_id: str
    day: str
    amount: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a member was paid already, or spent: minor units, at a time in microseconds UTC."""

    id: str
    member_id: str
    at: int
    amount: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a calculation is made from. The loader has judged it: references exist, no cycles."""

    members: tuple[Member, ...] = ()
    customers: tuple[Customer, ...] = ()
    communities: tuple[Community, ...] = ()
    orders: tuple[Order, ...] = ()
    lines: tuple[Line, ...] = ()
    products: tuple[Product, ...] = ()
    refunds: tuple[Refund, ...] = ()
    corrections: tuple[Correction, ...] = ()
    openings: tuple[Opening, ...] = ()
    groups: tuple[Group, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
