"""What can be bought under a plan: its packages, goods that its rewards name, and other goods."""

from collections.abc import Mapping
from fractions import Fraction

from graph.facts import Product
from graph.kinds.basis import Basis, bases
from graph.kinds.rewards.bracket import Brackets
from graph.money import to_minor
from graph.plan.checks import most_paid
from graph.plan.model import Package, Plan

GOODS = "goods"
"""A product that no reward names."""
PRICE = "200.00"
"""The price of goods, for which a plan has none."""
_NINE = 9


def goods(product_id: str, price: str = PRICE) -> Package:
    """Return goods at a price."""
    return Package.model_validate({"product_id": product_id, "price": price})


def price_of_goods(plan: Plan) -> str:
    """Return a price of goods of which nine reach the highest bracket (R11)."""
    highest = max((one.brackets[-1].volume for one in plan.rewards_of(Brackets)), default=0)
    return max(PRICE, f"{-(-highest // (100 * _NINE))}.00", key=to_minor)


def named_goods(plan: Plan) -> list[Package]:
    """Return goods for each product and category that a reward names and that is no package.

    The goods of a category are called as it is.
    """
    products = dict.fromkeys(name for one in _lines(plan) for name in one.products)
    return [goods(name) for name in {**products, **_categories(plan)} if name not in plan.products]


def products(plan: Plan) -> tuple[Product, ...]:
    """Return the goods of a category."""
    return tuple(Product(name, name) for name in _categories(plan))


def ceiling(plan: Plan) -> Fraction:
    """Return the largest part of what something costs that a plan can pay out for it, pools included.

    It is of the list price: a discount is the company's, and lowers no amount per package.
    """
    others = {one.product_id: one for one in (goods(GOODS), *named_goods(plan))}
    return max(
        most_paid_of(plan, name, others) / one.price
        for name, one in {**plan.packages, **others}.items()
        if one.price
    )


def most_paid_of(plan: Plan, name: str, others: Mapping[str, Package]) -> Fraction:
    """Return what a package, or goods among `others`, pays out at most, in minor units (R9)."""
    if name in plan.packages:
        return most_paid(plan, name)
    # Goods are no packages: where these are excepted, goods are not.
    rewards = tuple(
        one.model_copy(update={"except_packages": False}) if isinstance(one, Brackets) else one
        for one in plan.rewards
    )
    return most_paid(
        plan.model_copy(update={"packages": {**plan.packages, **others}, "rewards": rewards}), name
    )


def _categories(plan: Plan) -> dict[str, None]:
    return dict.fromkeys(name for one in _lines(plan) for name in one.categories)


def _lines(plan: Plan) -> list[Basis]:
    """Return what names lines: of orders, and of the months of brackets."""
    return [*bases(plan), *(one.counted(plan) for one in plan.rewards_of(Brackets))]
