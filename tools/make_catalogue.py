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
        parts += [_section(statement(name)) for name in listed]
    return "".join(parts)


def _section(entry: Statement) -> str:
    path = f"../{place(entry.name).partition(',')[0]}"
    facts_shown = {name: fact for name, fact in entry.facts.items() if name != "mode"}
    if entry.mode == "part":
        facts_shown["of"] = ", ".join(name for name in names() if entry.name in statement(name).parts)
    facts = "; ".join([f"*{entry.mode}*"] + [f"{name}: {fact}" for name, fact in facts_shown.items()])
    parameters = "".join(f"- `${name}`: {meaning}\n" for name, meaning in entry.parameters.items())
    return f"\n### [{entry.name}]({path})\n\n{entry.purpose}\n\n{facts}\n" + (
        f"\n{parameters}" if parameters else ""
    )


if __name__ == "__main__":
    TARGET.write_text(catalogue(), encoding="utf-8")
