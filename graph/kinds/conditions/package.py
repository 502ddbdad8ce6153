"""Condition `package`: the member has bought a package."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import ConditionKind, ConditionPart, Have, Network, Told
from graph.kinds.parameters import Values, package_index
from graph.kinds.values import PackageName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class HoldsPackage(ConditionPart):
    """The member has bought this package."""

    kind: Literal["package"]
    package: PackageName


def have(one: HoldsPackage, member: str, network: Network, _plan: "Plan") -> Have:
    """Return whether the member has bought it in an order that stands."""
    order = network.order_with(member, one.package)

    def tell() -> Told:
        if order is None:
            return Told(reason("package_missing", package=one.package))
        return Told(reason("package_bought", package=one.package, order=order))

    return Have(int(order is not None), 1, tell)


def steps(one: HoldsPackage, plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statement that finds who bought it."""
    return [("ranks/package", {"package": package_index(plan, one.package)})]


def problems(one: HoldsPackage, plan: "Plan", _number: int) -> Iterator[Problem]:
    """Check that a higher rank does not ask for the entry package again."""
    if one.package == plan.entry_package:
        yield (), f"every rank from {plan.ranks[1].id} on has bought {one.package} already"


def describe(one: HoldsPackage, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    return reason("plan_package", package=one.package)


KIND = ConditionKind("package", HoldsPackage, problems, describe, have, steps)
