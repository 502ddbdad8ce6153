"""Writes docs/statements.md from the headers of the statements: python -m tools.make_catalogue."""

from itertools import groupby
from pathlib import Path

from graph.catalogue import Statement, names, place, statement

TARGET = Path(__file__).parent.parent / "docs" / "statements.md"
_HEAD = """# The statements

Generated from the headers under `cypher/` by `python -m tools.make_catalogue`: change the headers, not this.
What a statement reads and writes is in [graph-model.md](graph-model.md). Modes: *read*; *write*, one
transaction; *batched*, many transactions (`CALL .. IN TRANSACTIONS`); *schema*, may be repeated; *part*, put
into those that name it.
"""


def catalogue() -> str:
    """Return the catalogue of all statements as Markdown, a section per folder."""
    parts = [_HEAD]
    for folder, listed in groupby(names(), key=lambda name: name.rpartition("/")[0]):
        parts.append(f"\n## {folder}\n")
        parts += [_told(statement(name)) for name in listed]
    return "".join(parts)


def _told(found: Statement) -> str:
    path = f"../{place(found.name).partition(',')[0]}"
    told = {name: fact for name, fact in found.facts.items() if name != "mode"}
    if found.mode == "part":
        told["of"] = ", ".join(name for name in names() if found.name in statement(name).parts)
    facts = "; ".join([f"*{found.mode}*"] + [f"{name}: {fact}" for name, fact in told.items()])
    given = "".join(f"- `${name}`: {meaning}\n" for name, meaning in found.parameters.items())
    return f"\n### [{found.name}]({path})\n\n{found.purpose}\n\n{facts}\n" + (f"\n{given}" if given else "")


if __name__ == "__main__":
    TARGET.write_text(catalogue(), encoding="utf-8")
