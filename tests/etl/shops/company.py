"""A small invented company: who is whose, what was ordered, paid and refunded."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
GOODS = (
    ("P699", "体验官套餐", 69900),
    ("TEA", "高山茶 250g", 8900),
    ("CUP", "Cup, blue", 1990),
    ("GIFT", "赠品", 0),
)
"""Products: code, title, price in minor units."""


@dataclass(frozen=True)
class Person:
    """Who buys: each shop has its own kind of id for them."""

    number: int
    sponsor: int | None = None
    joined: datetime = datetime(2026, 1, 1, 8, 0)  # noqa: DTZ001 - as the shop's clock shows it

    @property
    def phone(self) -> str:
        return f"138{self.number:08}"

    @property
    def email(self) -> str:
        return f"buyer{self.number}@example.com"

    @property
    def nickname(self) -> str:
        return f"买家{self.number}"


@dataclass(frozen=True)
class Sale:
    """An order: `lines` of (place in GOODS, quantity); all money is in minor units.

    `discount` is on all of its goods, and less than they are; `refunded` is of its goods and freight.
    """

    number: int
    buyer: Person
    at: datetime
    lines: tuple[tuple[int, int], ...]
    discount: int = 0
    freight: int = 0
    refunded: int = 0
    paid: bool = True

    @property
    def listed(self) -> int:
        """What its goods would be without a discount."""
        return sum(GOODS[place][2] * quantity for place, quantity in self.lines)

    @property
    def goods(self) -> int:
        """What was paid for its goods."""
        return self.listed - self.discount

    @property
    def micros(self) -> int:
        return round(self.at.replace(tzinfo=SHANGHAI).timestamp()) * 1_000_000

    def shares(self) -> list[int]:
        """What was paid for each of its lines: the discount shared out, what is left over to one of them."""
        shared = [GOODS[p][2] * q * self.goods // self.listed if self.listed else 0 for p, q in self.lines]
        left = self.goods - sum(shared)
        for place, (product, _) in enumerate(self.lines):
            if left and GOODS[product][2]:
                shared[place] += left
                left = 0
        return shared


@dataclass(frozen=True)
class Company:
    people: tuple[Person, ...]
    sales: tuple[Sale, ...] = field(default=())


def yuan(minor: int) -> str:
    """Return minor units as a shop writes them."""
    return f"{minor // 100}.{minor % 100:02}"
