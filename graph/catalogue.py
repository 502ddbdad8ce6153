"""The statement catalogue: one Cypher statement per file under cypher/, with its header as documentation.

A header is the leading `//` lines: sentences first, then `// mode: ...` facts and one
`// $name: ...` line per parameter. A line `{rewards/direct}` stands for the file of that name, whose
mode is `part`: a rule in a file of its own that is asked together with others (ADR 7). Its header says its
shape (clause, expression, subquery), what it takes and what it returns: names divided by `;`, each with its
meaning behind a colon where that is not plain.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from graph.errors import UplineError
from graph.parts import PART, Signature, check_parts, signature

Mode = Literal["read", "write", "batched", "schema", "part"]
_FACT = re.compile(r"(mode|shape|grain|after|takes|writes|returns): *(.*)")
_PARAMETER = re.compile(r"\$(\w+): *(.*)")
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Statement:
    """One Cypher statement, with the parts that it names put in.

    `mode` says how it is run: read, write (one transaction, retried), batched (auto-commit,
    CALL .. IN TRANSACTIONS), schema, or only as a part of another one. `parts`: their names. `takes`: the
    names of its parameters.
    """

    name: str
    text: str
    purpose: str
    mode: Mode
    facts: Mapping[str, str]
    parameters: Mapping[str, str]
    parts: tuple[str, ...] = ()
    takes: frozenset[str] = frozenset()

    def check_call(self, parameters: Mapping[str, object]) -> None:
        """Check that a call gives exactly the parameters that the statement takes; costs less than 1 µs.

        Raises:
            TypeError: when it does not: with the file, and which are missing or too much.
        """
        if parameters.keys() != self.takes:
            missing = ", ".join(f"${name}" for name in sorted(self.takes - parameters.keys()))
            unknown = ", ".join(f"${name}" for name in sorted(parameters.keys() - self.takes))
            wrong = [
                f"{what} {names}" for what, names in (("lacks", missing), ("does not take", unknown)) if names
            ]
            raise TypeError(f"cypher/{self.name}.cypher {' and '.join(wrong)}")

    @property
    def used_parameters(self) -> frozenset[str]:
        """The parameters that the text really names, its comments left out."""
        return frozenset(_USED.findall(_code(self.text)))

    def taken(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters that it takes, of values that others may take too."""
        return {name: values[name] for name in self.parameters}


@cache
def statement(name: str) -> Statement:
    """Return the statement of a name such as "rewards/override" (its path without the ending).

    Raises:
        UplineError: when there is none, or its header does not say its mode.
    """
    path = resources.files("cypher").joinpath(f"{name}.cypher")
    if not path.is_file():
        raise UplineError("there is no statement {name!r} under cypher/", name=name)
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
                    raise UplineError(
                        "cypher/{name}.cypher:{number}: ${found} is described twice",
                        name=name,
                        number=number,
                        found=found[1],
                    )
                parameters[found[1]] = found[2]
            else:
                purpose.append(comment)
    mode: Mode | None = next((one for one in get_args(Mode) if one == facts.get("mode")), None)
    if mode is None:
        raise UplineError(
            "cypher/{name}.cypher: its header has no `mode: {modes}`",
            name=name,
            modes=" | ".join(get_args(Mode)),
        )
    parts = tuple(PART.findall(text))
    check_parts(name, text, _signature)
    for own in map(_part, parts):
        parameters = {**own.parameters, **parameters}
    whole = PART.sub(lambda found: _code(_part(found[1]).text), text)
    if mode == "part":
        signature(name, facts, whole)
    takes = frozenset(parameters)
    return Statement(name, whole, " ".join(purpose), mode, facts, parameters, parts, takes)


@cache
def _signature(name: str) -> Signature:
    own = _part(name)
    return signature(name, own.facts, own.text)


def _part(name: str) -> Statement:
    found = statement(name)
    if found.mode != "part":
        raise UplineError(
            "cypher/{name}.cypher is a {mode} statement and cannot be a part of another",
            name=name,
            mode=found.mode,
        )
    return found


def _code(text: str) -> str:
    """Return a text without its comments."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))


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
