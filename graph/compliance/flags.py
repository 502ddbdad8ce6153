"""The tests that the law and court orders name: each with its threshold, and on which side of it a figure is.

Their names and the articles are sentences of graph/words/flags.yaml.
"""

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

    better: whether a figure should stay below the threshold or be above it. touching: whether one exactly at
    the threshold is on the wrong side.
    """

    id: str
    unit: Literal["persons", "levels", "members", "money"]
    threshold: Fraction
    better: Literal["below", "above"] = "below"
    touching: bool = False

    def distance(self, value: Fraction) -> Fraction:
        """Return how far a figure is on the right side of the threshold; negative: on the wrong one."""
        return self.threshold - value if self.better == "below" else value - self.threshold

    def crosses(self, value: Fraction) -> bool:
        """Return whether a figure is on the wrong side."""
        return self.distance(value) < 0 or (self.touching and value == self.threshold)


_ANY = Fraction(0)
"""The threshold where the article names no share: whatever there is of it is what it forbids."""
FLAGS: tuple[Flag, ...] = (
    Flag("people", "persons", Fraction(30), touching=True),
    Flag("levels", "levels", Fraction(3), touching=True),
    Flag("entry_fee", "money", _ANY),
    Flag("headcount", "money", _ANY),
    Flag("team_pay", "money", _ANY),
    Flag("over_cap", "members", _ANY),
    Flag("retail_revenue", "money", Fraction(1, 2), "above", touching=True),
    Flag("retail_rewards", "money", Fraction(2, 3), "above"),
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
