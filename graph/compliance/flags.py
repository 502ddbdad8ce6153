"""The tests that the law and court orders name: each with its threshold, and on which side of it a figure is.

Their names and the articles are sentences of graph/words/flags.yaml.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph.i18n import language_name
from graph.words import without_names
from graph.words.reasons import reason

CAP = Fraction(3, 10)
"""The most that a direct seller may be paid of its own sales to consumers."""
NO_ADVICE = "flag_no_advice"
"""The id of the sentence that all of this is information and no legal advice."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A test. unit: whether it looks at persons, levels, members over members, or money over money.

    better: whether a figure should stay below the threshold or be above it. crosses: whether one is on the
    wrong side.
    """

    id: str
    unit: Literal["persons", "levels", "members", "money"]
    threshold: Fraction
    better: Literal["below", "above"]
    crosses: Callable[[Fraction], bool]

    def distance(self, value: Fraction) -> Fraction:
        """Return how far a figure is on the right side of the threshold; negative: on the wrong one."""
        return self.threshold - value if self.better == "below" else value - self.threshold


def _from(ident: str, unit: Literal["persons", "levels"], least: int) -> Flag:
    return Flag(ident, unit, Fraction(least), "below", lambda value: value >= least)


def _any(ident: str, unit: Literal["members", "money"]) -> Flag:
    """Return a test whose article names no share: whatever there is of it is what it forbids."""
    return Flag(ident, unit, Fraction(0), "below", lambda value: value > 0)


FLAGS: tuple[Flag, ...] = (
    _from("people", "persons", 30),
    _from("levels", "levels", 3),
    _any("entry_fee", "money"),
    _any("headcount", "money"),
    _any("team_pay", "money"),
    _any("over_cap", "members"),
    Flag("retail_revenue", "money", Fraction(1, 2), "above", lambda value: value <= Fraction(1, 2)),
    Flag("retail_rewards", "money", Fraction(2, 3), "above", lambda value: value < Fraction(2, 3)),
)
"""All tests, in the order of docs/compliance.md."""


def flag_name(flag: Flag, language: str = "") -> str:
    """Return what a test is called in a language ("zh", "en"), else that of the request."""
    return sentence(f"flag_{flag.id}", language)


def flag_law(flag: Flag, language: str = "") -> str:
    """Return the article or order that a test comes from, and what it says; as `flag_name`."""
    return sentence(f"flag_{flag.id}_law", language)


def sentence(reason_id: str, language: str = "") -> str:
    """Return a sentence of graph/words/flags.yaml in a language, else in that of the request."""
    return without_names(language_name(language)).sentence(reason(reason_id))
