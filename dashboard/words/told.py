"""Sentences that the graph keeps in English, in the language of the request: found again by their tables.

They are reasons of rows that wait (graph.words.quarantine) and findings of checks (graph.nightly.findings).
"""

import re
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from string import Formatter

from dashboard.shared.figures.style import KINDS, kind_name
from dashboard.words import N_, _
from graph.nightly.findings import SEPARATOR, Finding
from graph.words.quarantine import Difference, Least, Reason

THEIRS = N_("{column} (from {theirs})")
"""How a mapped table names a column of ours, and theirs."""
_EITHER = N_("{one} or {other}")
_BOTH = N_("{one} and {other}")
WORDS = (
    N_("member"),
    N_("customer"),
    N_("community"),
    N_("product"),
    N_("group"),
    N_("order"),
    N_("(empty)"),
    N_("the company"),
)
"""What stands in fields and is not of the company's data."""
_PATTERNS = {"column": r"\S+?(?: \(from .*?\))?"}
_FIXED = frozenset([*WORDS, *Least, *Difference])
_WORDED = frozenset(["kind", "least", "difference", "cell", "loaded", "payee"])
_LISTED = frozenset(["kind", "known", "columns"])
_LISTS = ((" or ", _EITHER), (" and ", _BOTH))


def reason(sentence: str) -> str:
    """Return why a row waits; a sentence of no table (written by an older version) as it is."""
    return _said(sentence, Reason)


def finding(sentences: str) -> str:
    """Return what a check found; a sentence of no table as it is."""
    return _("; ").join(_said(one, Finding) for one in sentences.split(SEPARATOR))


def _said(sentence: str, known: Iterable[str]) -> str:
    for template, pattern in _patterns(tuple(map(str, known))):
        if found := pattern.fullmatch(sentence):
            fields = {name: _field(name, text) for name, text in found.groupdict().items()}
            return _(template).format(**fields)
    return sentence


@cache
def _patterns(templates: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    """Return what finds each template; those that fix most of a sentence go first."""
    made = []
    for template in templates:
        parts = list(Formatter().parse(template))
        text = "".join(
            re.escape(text) + (f"(?P<{name}>{_PATTERNS.get(name, '.*?')})" if name else "")
            for text, name, *_rest in parts
        )
        made.append((sum(len(text) for text, *_rest in parts), template, re.compile(text, re.DOTALL)))
    return [
        (template, pattern) for _fixed, template, pattern in sorted(made, reverse=True, key=itemgetter(0))
    ]


def _field(name: str, text: str) -> str:
    if name in _WORDED and text in _FIXED:
        return _(text)
    if name == "reward":
        return kind_name(text) if text in KINDS else text  # conservation finds entries of kinds that are none
    if name in _LISTED:
        for between, words in _LISTS:
            first, found, last = text.rpartition(between)
            if found:
                return _(words).format(one=_field(name, first), other=_field(name, last))
    if name in ("column", "columns") and (theirs := re.fullmatch(r"(\w+) \(from (.*)\)", text, re.DOTALL)):
        return _(THEIRS).format(column=theirs[1], theirs=theirs[2])
    return text
