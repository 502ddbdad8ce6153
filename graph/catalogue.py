"""The statement catalogue: one Cypher statement per file under cypher/, with its header as documentation.

A header is the leading `//` lines: sentences first, then `// mode: ...` facts and one
`// $name: ...` line per parameter. `include` lines of a statement are not supported on
purpose: a file is what is sent to the database.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from graph.errors import UplineError

Mode = Literal["read", "write", "batched", "schema"]
_FACT = re.compile(r"(mode|grain|after|writes|returns): *(.*)")
_PARAMETER = re.compile(r"\$(\w+): *(.*)")
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Statement:
    """One Cypher statement.

    `mode` says how it is run: read, write (one transaction, retried), batched (auto-commit,
    CALL .. IN TRANSACTIONS) or schema.
    """

    name: str
    text: str
    purpose: str
    mode: Mode
    facts: Mapping[str, str]
    parameters: Mapping[str, str]

    @property
    def used_parameters(self) -> frozenset[str]:
        """The parameters that the text really names, its comments left out."""
        code = "\n".join(line for line in self.text.splitlines() if not line.lstrip().startswith("//"))
        return frozenset(_USED.findall(code))


@cache
def statement(name: str) -> Statement:
    """Return the statement of a name such as "rewards/override" (its path without the ending).

    Raises:
        UplineError: when there is none, or its header does not say its mode.
    """
    path = resources.files("cypher").joinpath(f"{name}.cypher")
    if not path.is_file():
        raise UplineError(f"there is no statement {name!r} under cypher/")
    return parse(name, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Statement:
    """Read one statement file: header, facts, parameters, and the text that is sent."""
    purpose: list[str] = []
    facts: dict[str, str] = {}
    parameters: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        for part in line.removeprefix("//").split(" · "):
            comment = part.strip()
            if found := _FACT.fullmatch(comment):
                facts[found[1]] = found[2]
            elif found := _PARAMETER.fullmatch(comment):
                if found[1] in parameters:
                    raise UplineError(f"cypher/{name}.cypher:{number}: ${found[1]} is described twice")
                parameters[found[1]] = found[2]
            else:
                purpose.append(comment)
    mode: Mode | None = next((one for one in get_args(Mode) if one == facts.get("mode")), None)
    if mode is None:
        raise UplineError(f"cypher/{name}.cypher: its header has no `mode: read | write | batched | schema`")
    return Statement(name, text, " ".join(purpose), mode, facts, parameters)


def names() -> list[str]:
    """Return the names of all statements, sorted."""
    return sorted(_walk(resources.files("cypher"), ""))


def _walk(folder: Traversable, prefix: str) -> list[str]:
    found: list[str] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".cypher"):
            found.append(prefix + entry.name.removesuffix(".cypher"))
    return found
