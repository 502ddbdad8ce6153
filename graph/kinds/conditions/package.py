"""Condition `package`: the member has bought a package."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.i18n.message import message
from graph.kinds.condition import ConditionKind, ConditionPart, Have, Network, Wording
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


def have(condition: HoldsPackage, member: str, network: Network, _plan: "Plan") -> Have:
    """Return whether the member has bought it in an order that stands."""
    order = network.order_with(member, condition.package)

    def tell() -> Wording:
        if order is None:
            return Wording(reason("package_missing", package=condition.package))
        return Wording(reason("package_bought", package=condition.package, order=order))

    return Have(int(order is not None), 1, tell)


def steps(condition: HoldsPackage, plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statement that finds who bought it."""
    return [("nightly/ranks/package", {"package": package_index(plan, condition.package)})]


def missing(condition: HoldsPackage, plan: "Plan") -> tuple[str, Values]:
    """Return the statement that finds who did not buy it."""
    return "nightly/ranks/missing/package", {"package": package_index(plan, condition.package)}


def task(condition: HoldsPackage, plan: "Plan", _short: int) -> Reason:
    """Return what to buy, and its list price."""
    return reason("task_package", package=condition.package, price=plan.packages[condition.package].price)


def problems(condition: HoldsPackage, plan: "Plan", _number: int) -> Iterator[Problem]:
    """Check that a higher rank does not ask for the entry package again."""
    if condition.package == plan.entry_package:
        yield (
            (),
            message(
                "every rank from {rank} on has bought {package} already",
                rank=plan.ranks[1].id,
                package=condition.package,
            ),
        )


def describe(condition: HoldsPackage, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    return reason("plan_package", package=condition.package)


KIND = ConditionKind("package", HoldsPackage, problems, describe, have, steps, missing, task)
