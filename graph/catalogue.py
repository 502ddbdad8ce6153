"""The statement catalogue: one Cypher statement per file under cypher/, with its header as documentation.

Short statements that only together make sense share a file, each below a line `// name: ...`: the statement
`run/discard/entries` is the section `entries` of run/discard.cypher.

A header is the leading `//` lines: sentences first, then `// mode: ...` facts and one
`// $name: ...` line per parameter. A line `{nightly/rewards/direct}` stands for the file of that name, whose
mode is `part`: a rule in a file of its own that is asked together with others (ADR 7). Its header says its
shape (clause, expression, subquery), what it takes and what it returns: names divided by `;`, each with its
meaning behind a colon where that is not plain.

`n:$($label)`, `-[:$any($types)]-`: a label or types that the caller names. Neo4j can take them as parameters,
but then uses no index, so they are written into the text that is sent (`sent`).
"""

import re
from collections.abc import Iterator, Mapping
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
_USED = re.compile(r"\$(?!any\()(\w+)")
_NAMED = re.compile(r"\$(?:any)?\(\$(\w+)\)")
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_SECTION = re.compile(r"^// name: (\w+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Statement:
    """One Cypher statement, with the parts that it names put in.

    `mode` says how it is run: read, write (one transaction, retried), batched (auto-commit,
    CALL .. IN TRANSACTIONS), schema, or only as a part of another one. `parts`: their names. `takes`: the
    names of its parameters. `named`: those of them that are labels or types.
    """

    name: str
    text: str
    purpose: str
    mode: Mode
    facts: Mapping[str, str]
    parameters: Mapping[str, str]
    parts: tuple[str, ...] = ()
    takes: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

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
            raise TypeError(f"{place(self.name)} {' and '.join(wrong)}")

    def sent(self, parameters: Mapping[str, object]) -> tuple[str, dict[str, object]]:
        """Return text and parameters for the database: labels and types that they name stand in the text.

        Several are given as a list.

        Raises:
            ValueError: when one is no plain name.
        """
        if not self.named:
            return self.text, dict(parameters)
        text = _NAMED.sub(lambda place: _names_of(parameters[place[1]]), self.text)
        return text, {name: value for name, value in parameters.items() if name not in self.named}

    @property
    def used_parameters(self) -> frozenset[str]:
        """The parameters that the text really names, its comments left out."""
        return frozenset(_USED.findall(_code(self.text)))

    def taken(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters that it takes, of values that others may take too."""
        return {name: values[name] for name in self.parameters}


@cache
def statement(name: str) -> Statement:
    """Return the statement of a name: its path ("run/publish"), or its file and section.

    Raises:
        UplineError: when there is none, or its header does not say its mode.
    """
    text = _texts().get(name)
    if text is None:
        raise UplineError("there is no statement {name!r} under cypher/", name=name)
    return parse(name, text)


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
                        "{place}:{number}: ${parameter} is described twice",
                        place=place(name),
                        number=number,
                        parameter=found[1],
                    )
                parameters[found[1]] = found[2]
            else:
                purpose.append(comment)
    mode: Mode | None = next((one for one in get_args(Mode) if one == facts.get("mode")), None)
    if mode is None:
        raise UplineError(
            "{place}: its header has no `mode: {modes}`", place=place(name), modes=" | ".join(get_args(Mode))
        )
    parts = tuple(PART.findall(text))
    check_parts(name, text, _signature)
    for own in map(_part, parts):
        parameters = {**own.parameters, **parameters}
    whole = PART.sub(lambda match: _code(_part(match[1]).text), text)
    if mode == "part":
        signature(name, facts, whole)
    takes = frozenset(parameters)
    named = frozenset(_NAMED.findall(_code(whole)))
    return Statement(name, whole, " ".join(purpose), mode, facts, parameters, parts, takes, named)


@cache
def _signature(name: str) -> Signature:
    own = _part(name)
    return signature(name, own.facts, own.text)


def _part(name: str) -> Statement:
    found = statement(name)
    if found.mode != "part":
        raise UplineError(
            "{place} is a {mode} statement and cannot be a part of another",
            place=place(name),
            mode=found.mode,
        )
    return found


def _names_of(value: object) -> str:
    """Return labels or types as they are written into a statement: A|B."""
    names = [str(name) for name in (value if isinstance(value, list) else [value])]
    if wrong := [name for name in names if not _NAME.fullmatch(name)]:
        raise ValueError(f"{wrong[0]!r} is no name of a label or type")
    return "|".join(names)


def _code(text: str) -> str:
    """Return a text without its comments."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))


def names() -> list[str]:
    """Return the names of all statements, sorted."""
    return sorted(_texts())


def place(name: str) -> str:
    """Return where a statement stands: its file, behind a comma its section if the file has several."""
    file, _, section = name.rpartition("/")
    return f"cypher/{file}.cypher, {section}" if f"{file}.cypher" in _files() else f"cypher/{name}.cypher"


@cache
def _texts() -> Mapping[str, str]:
    """Return the text of every statement by its name."""
    return {
        name: text
        for path, file in _files().items()
        for name, text in _sections(path.removesuffix(".cypher"), file.read_text(encoding="utf-8"))
    }


@cache
def _files() -> Mapping[str, Traversable]:
    return dict(_walk(resources.files("cypher"), ""))


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".cypher"):
            yield prefix + entry.name, entry


def _sections(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the statements of a file: itself, or what stands below each line that names a section.

    Raises:
        UplineError: a section is there twice, or something stands above the first.
    """
    above, *rest = _SECTION.split(text)
    if not rest:
        yield name, text
        return
    sections = [f"{name}/{section}" for section in rest[::2]]
    if above.strip() or len(set(sections)) < len(sections):
        raise UplineError(
            "cypher/{name}.cypher: every statement needs a `// name:` of its own above it", name=name
        )
    yield from zip(sections, (f"{text.strip()}\n" for text in rest[1::2]), strict=True)
