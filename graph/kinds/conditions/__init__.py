"""The conditions of ranks: KINDS is the one list of them.

A new one is a module here with its words beside it, a statement in cypher/nightly/ranks/ and a line in KINDS
(CONTRIBUTING.md, "A new condition").
"""

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from graph.kinds.condition import ConditionKind, ConditionPart
from graph.kinds.conditions import direct, legs, package, rank, registered, volume
from graph.kinds.registry import listed

KINDS: tuple[ConditionKind[Any], ...] = listed(
    __name__,
    (
        registered.KIND,
        package.KIND,
        rank.KIND,
        direct.KIND,
        legs.KIND,
        volume.KIND,
    ),
)

BY_NAME = {kind.name: kind for kind in KINDS}

if TYPE_CHECKING:
    Condition = ConditionPart
else:
    Condition = Annotated[Union[tuple(kind.part for kind in KINDS)], Field(discriminator="kind")]  # noqa: UP007
