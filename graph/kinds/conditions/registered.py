"""Condition `registered`: holds for every member."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import ConditionKind, ConditionPart, Have, Implied, Network, Wording
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class Registered(ConditionPart):
    """Holds for every member."""

    kind: Literal["registered"]


def have(_condition: Registered, _member: str, _network: Network, _plan: "Plan") -> Have:
    """Return that the member is registered."""
    return Have(1, 1, lambda: Wording(reason("registered")))


def task(_condition: Registered, _plan: "Plan", _short: int) -> Reason:
    """Return the condition: nobody is there who is not registered."""
    return reason("registered")


def problems(_condition: Registered, _plan: "Plan", _number: int) -> Iterator[Problem]:
    """Check that it is the lowest rank's."""
    yield (), "only the lowest rank is reached by registering"


def describe(_condition: Registered, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    return reason("plan_registered")


KIND = ConditionKind(
    "registered",
    Registered,
    problems,
    describe,
    have,
    steps=Implied.BY_RANK_BELOW,
    missing=Implied.BY_RANK_BELOW,
    task=task,
)
