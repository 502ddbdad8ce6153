"""Writes the contract into docs/tables.md and docs/graph-model.md: python -m tools.make_tables."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from etl.contract import TABLES
from etl.table import ID, Column, Table

_DOCS = Path(__file__).parent.parent / "docs"


def documents() -> dict[Path, str]:
    """Return the pages with what is generated of them, by their file."""
    tables, model = _DOCS / "tables.md", _DOCS / "graph-model.md"
    return {
        tables: _fill(tables, {"tables": _tables(), "columns": _columns()}),
        model: _fill(model, {"facts": _facts()}),
    }


def _fill(page: Path, parts: Mapping[str, Iterable[str]]) -> str:
    """Return a page with parts between their marks."""
    text = page.read_text(encoding="utf-8")
    for name, lines in parts.items():
        first, last = f"<!-- {name}: python -m tools.make_tables -->\n", f"<!-- /{name} -->\n"
        before, _, rest = text.partition(first)
        _, _, after = rest.partition(last)
        text = "".join([before, first, *(f"{line}\n" for line in lines), last, after])
    return text


def _tables() -> Iterator[str]:
    yield "| table | columns (`?` may be empty) | key |"
    yield "|---|---|---|"
    for table in TABLES.values():
        columns = ", ".join(one.name + ("" if one.required else "?") for one in table.columns)
        yield f"| {table.name} | {columns} | {', '.join(table.key)} |"


def _columns() -> Iterator[str]:
    yield "| table | column | kind | what it says |"
    yield "|---|---|---|---|"
    for table in TABLES.values():
        for column in table.columns:
            yield f"| {table.name} | {column.name} | {_kind(column)} | {column.means} |"


def _kind(column: Column) -> str:
    if column.references:
        return f"id ({' or '.join(TABLES[name].singular for name in column.references)})"
    return " or ".join(f"`{one}`" for one in column.choices) if column.choices else column.kind


def _facts() -> Iterator[str]:
    yield "| pattern | properties |"
    yield "|---|---|"
    for table in TABLES.values():
        if table.between:
            start, end = (_labels(one) for one in table.columns if one.references)
            yield f"| `(:{start})-[:{table.between}]->(:{end})` | {'; '.join(_properties(table))} |"
            continue
        yield f"| `(:{table.label})` | {'; '.join(_properties(table))} |"
        for link, column in table.links.items():
            ends = table.label, _labels(column)
            start, end = ends[::-1] if link.towards else ends
            versions = "from_run, to_run; the nightly calculation moves it" if link.versioned else ""
            yield f"| `(:{start})-[:{link.type}]->(:{end})` | {versions} |"


def _labels(column: Column) -> str:
    return " or :".join(TABLES[name].label for name in column.references)


def _properties(table: Table) -> Iterator[str]:
    """Yield the properties of a table's facts, those with a remark by themselves."""
    names = [name for name in table.properties if name != ID]
    plain = [] if table.between else [ID if len(table.key) == 1 else f"{ID} (`{' '.join(table.key)}`)"]
    plain += names + ["from_run"] * table.counted
    yield ", ".join(plain)
    for name, meaning in (table.added | table.marked).items():
        yield f"{name}: {meaning}"


if __name__ == "__main__":
    for written, text in documents().items():
        written.write_text(text, encoding="utf-8")
