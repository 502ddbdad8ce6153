"""Mapping files: how a company's own files and columns become our tables (docs/mapping.md)."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from etl.mapping.checks import problems
from etl.mapping.conditions import STRICT
from etl.mapping.tables import TableMapping
from graph.errors import UserError
from graph.yaml_text import Place, Problem, mistakes_error, parse_yaml, read_yaml

__all__ = ["Mapping", "TableMapping", "load_mapping", "load_mappings", "shipped_mappings"]


class Mapping(BaseModel):
    """A mapping file: our table -> their file and columns."""

    model_config = STRICT
    tables: dict[str, TableMapping] = Field(min_length=1)


def load_mapping(path: Path, name: str = "") -> Mapping:
    """Read a mapping file (YAML). `name`: what errors call it, where its path is nobody's business.

    Raises:
        UserError: with one line per mistake (file, line, field), when the file is no valid mapping.
    """
    document = parse_yaml(read_yaml(path, f"the mapping {name or path}"), path.name)
    wrong: Sequence[Problem] = document.doubled
    if not wrong:
        try:
            mapping = Mapping.model_validate({} if document.data is None else document.data)
            wrong = list(problems(mapping.tables))
        except ValidationError as error:
            wrong = [(one["loc"], one["msg"].removeprefix("Value error, ")) for one in error.errors()]
    if wrong:
        raise mistakes_error([(_where(path.name, place, document.lines), words) for place, words in wrong])
    return mapping


def shipped_mappings() -> dict[str, Path]:
    """Return the mappings that Upline brings, by name, such as shopify."""
    import etl.mappings  # noqa: PLC0415 - only for its place

    folder = Path(etl.mappings.__path__[0])
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def load_mappings(names: Sequence[str]) -> Mapping | None:
    """Return the mapping of several, each a file or the name of one that Upline brings; None of none.

    A table may be in two of them where one says `fallback: true` of it: the other one is taken.

    Raises:
        UserError: when one is no mapping, or two of them read the same table.
    """
    if not names:
        return None
    tables: dict[str, TableMapping] = {}
    for name in names:
        for table, spec in load_mapping(_path(name)).tables.items():
            known = tables.get(table)
            if known is not None and known.fallback == spec.fallback:
                raise UserError(
                    "two mappings read {table}: load their files one after the other, or leave {name} out",
                    table=table,
                    name=name,
                )
            if known is None or known.fallback:
                tables[table] = spec
    return Mapping(tables=tables)


def _path(name: str) -> Path:
    shipped = shipped_mappings()
    if name in shipped:
        return shipped[name]
    if not Path(name).exists() and "." not in name and "/" not in name:
        raise UserError(
            "there is no mapping {name}: name a file, or one of {shipped}",
            name=name,
            shipped=", ".join(shipped),
        )
    return Path(name)


def _where(file: str, place: Place, lines: dict[Place, int]) -> str:
    known = next(place[:size] for size in range(len(place), -1, -1) if place[:size] in lines)
    return f"{file}, line {lines[known]}, {'.'.join(str(part) for part in place)}"
