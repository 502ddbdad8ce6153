"""Parts of statements: what they take and return by their headers, and whether they fit their places.

This looks at names and places, not at grammar: whether a text is Cypher, the database says.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from graph.errors import UplineError

Shape = Literal["clause", "expression", "subquery"]
PART = re.compile(r"^ *\{([\w/]+)\}$", re.MULTILINE)
"""The line that a part is put in for."""
_HEADER = re.compile(r"^\s*//.*$", re.MULTILINE)
_COMMENT = re.compile(r"//.*$", re.MULTILINE)
_LITERAL = re.compile(r"'[^'\n]*'")
_WORD = re.compile(r"(?<![\w.$:])[A-Za-z_]\w*+(?!: )")  # no property, parameter, label or key of a map
_CLAUSE = re.compile(
    r"\b(?:CALL|CREATE|DELETE|MATCH|MERGE|OPTIONAL|REMOVE|RETURN|SET|UNWIND|(?<!STARTS )(?<!ENDS )WITH)\b"
)
_OPERAND = re.compile(
    r"(?:[,(\[=<>+*/|:-]|\b(?:AND|CASE|DISTINCT|ELSE|IN|NOT|OR|RETURN|THEN|UNWIND|WHEN|WHERE|WITH|XOR))\s*$"
)
_BEGINNING = re.compile(r"(?:^|\{|\bUNION(?: ALL)?)\s*$")
_ENDING = re.compile(r"\s*(?:$|\}|UNION\b|ORDER BY\b|SKIP\b|LIMIT\b)")
_CALL = re.compile(r"\bCALL \(([\w, ]*)\) *$")


@dataclass(frozen=True)
class Signature:
    """What a part is. clause: others follow; expression: a value; subquery: a CALL or statement ends with it.

    `takes`: the variables that it needs; `returns`: those that it makes, of a value none.
    """

    shape: Shape
    takes: tuple[str, ...]
    returns: tuple[str, ...]


def signature(name: str, facts: Mapping[str, str], text: str) -> Signature:
    """Return what a part's header says of it.

    Raises:
        UplineError: when that is too little, or is not what its text does.
    """
    shape: Shape | None = next((one for one in get_args(Shape) if one == facts.get("shape")), None)
    if shape is None or not facts.get("returns"):
        shapes = " | ".join(get_args(Shape))
        raise UplineError(
            "cypher/{name}.cypher: the header of a part has `shape: {shapes}` and `returns: ...`",
            name=name,
            shapes=shapes,
        )
    value = shape == "expression"
    part = Signature(shape, _names(facts.get("takes", "")), () if value else _names(facts["returns"]))
    code = _flat(code_of(text))
    for fact, names in (("takes", part.takes), ("returns", part.returns)):
        if missing := sorted(set(names) - _words(code_of(text))):
            raise UplineError(
                "cypher/{name}.cypher: `{fact}` names {missing}, which its text does not",
                name=name,
                fact=fact,
                missing=", ".join(missing),
            )
    clauses = [clause[0] for clause in _CLAUSE.finditer(code)]
    last = clauses[-1] if clauses else ""
    if value != (not clauses) or (shape == "subquery") != (last == "RETURN"):
        raise UplineError("cypher/{name}.cypher: its text is no {shape}", name=name, shape=shape)
    if shape == "subquery" and (columns := tuple(_columns(code))) != part.returns:
        raise UplineError(
            "cypher/{name}.cypher: it returns {columns}, its header says otherwise",
            name=name,
            columns=", ".join(columns),
        )
    return part


def check_parts(name: str, text: str, part_of: Callable[[str], Signature]) -> None:
    """Check that each part of a statement fits its place: shape, what it takes, what is made of it.

    Raises:
        UplineError: with file and line of the one that does not.
    """
    code = code_of(text)
    for place in PART.finditer(code):
        part = part_of(place[1])
        before, after = code[: place.start()], code[place.end() :]
        where = f"cypher/{name}.cypher:{before.count(chr(10)) + 1}: {place[1]}"
        if not _stands_right(part.shape, before, after):
            raise UplineError(
                "{where} cannot stand here: its shape is {shape}", where=where, shape=part.shape
            )
        inside = _inside(PART.sub(lambda line: _stand_in(part_of(line[1])), before))
        if missing := sorted(set(part.takes) - _words(inside)):
            raise UplineError(
                "{where} takes {missing}, which nothing before it makes",
                where=where,
                missing=", ".join(missing),
            )
        rest = PART.sub(lambda line: _stand_in(part_of(line[1])), after)
        if part.shape == "clause" and not set(part.returns) & _words(rest):
            raise UplineError(
                "{where} returns {returns}, which nothing behind it uses",
                where=where,
                returns=", ".join(part.returns),
            )


def code_of(text: str) -> str:
    """Return a text with empty lines for its comments, and nothing in its literals."""
    return _COMMENT.sub("", _LITERAL.sub("''", _HEADER.sub("", text)))


def _stands_right(shape: Shape, before: str, after: str) -> bool:
    if shape == "expression":
        return _OPERAND.search(before) is not None
    if shape == "subquery":
        return _BEGINNING.search(before) is not None and _ENDING.match(after) is not None
    return _OPERAND.search(before) is None


def _stand_in(part: Signature) -> str:
    return " ".join((*part.takes, *part.returns))


def _inside(before: str) -> str:
    """Return what is in scope at the end of a text: in a CALL, what that takes and what follows.

    Other braces (COLLECT, EXISTS) see what is around them. Behind a UNION, everything begins anew.
    """
    depth, end = 0, len(before)
    for at in range(end - 1, -1, -1):
        depth += {"}": 1, "{": -1}.get(before[at], 0)
        if depth < 0:
            if taken := _CALL.search(before[:at]):
                return f"{taken[1]} {_behind_union(before[at + 1 :])}"
            depth = 0
    return _behind_union(before)


def _behind_union(text: str) -> str:
    unions = [union.end() for union in re.finditer(r"\bUNION\b", _flat(text))]
    return text[unions[-1] :] if unions else text


def _flat(code: str) -> str:
    """Return a text with blanks for everything in brackets."""
    depth, flat = 0, []
    for one in code:
        depth -= one in ")]}"
        flat.append(one if depth <= 0 or one == "\n" else " ")
        depth += one in "([{"
    return "".join(flat)


def _columns(code: str) -> Iterator[str]:
    returned = re.split(r"\b(?:ORDER BY|SKIP|LIMIT)\b", re.split(r"\bRETURN\b", code)[-1])[0]
    for column in returned.split(","):
        if words := re.findall(r"\w+", column):
            yield words[-1]


def _words(code: str) -> set[str]:
    return set(_WORD.findall(code))


def _names(fact: str) -> tuple[str, ...]:
    """Return the names of a fact such as "p; first: the microsecond of its first order"."""
    return tuple(one.partition(":")[0].strip() for one in fact.split(";") if one.strip())
