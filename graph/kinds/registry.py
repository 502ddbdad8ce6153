"""What a kind needs besides its module: looked at when the kinds are listed, so that none is half there."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Protocol, TypeVar, get_args

from graph.errors import UplineError
from graph.kinds.part import Part


class _Kind(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def part(self) -> type[Part]: ...


K = TypeVar("K", bound=_Kind)


def listed(package: str, kinds: Iterable[K], statements: str = "") -> tuple[K, ...]:
    """Return the kinds of a package as its list. statements: a folder of cypher/ that has one for each.

    Raises:
        UplineError: a name is there twice, is not the `kind` of the plan fields, or has no words beside it or
            no statement.
    """
    found: dict[str, K] = {}
    for kind in kinds:
        where = f"the kind {kind.name!r} of {package}"
        if kind.name in found:
            raise UplineError("{where} is listed twice", where=where)
        if get_args(kind.part.model_fields["kind"].annotation) != (kind.name,):
            raise UplineError(
                "{where}: its plan fields need `kind: Literal[{kind!r}]`", where=where, kind=kind.name
            )
        if not files(package).joinpath(f"{kind.name}.yaml").is_file():
            raise UplineError(
                "{where} has no words: write {kind}.yaml beside its module", where=where, kind=kind.name
            )
        if statements and not files("cypher").joinpath(statements, f"{kind.name}.cypher").is_file():
            raise UplineError(
                "{where} has no statement: write cypher/{statements}/{kind}.cypher",
                where=where,
                statements=statements,
                kind=kind.name,
            )
        found[kind.name] = kind
    return tuple(found.values())
