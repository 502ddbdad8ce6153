"""A statement as a page to read and to print: one HTML file, without scripts and resources."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from graph.i18n import N_, tag
from graph.money import to_grouped
from graph.payouts.statements.model import Section, Statement
from graph.payouts.statements.telling import Telling


def page_of(statement: Statement, code: str) -> str:
    """Return a statement as an HTML document in a language."""
    telling = Telling(statement, code)
    return _template().render(
        tag=tag(code),
        statement=statement,
        telling=telling,
        parts=[part for part in Section if any(line.section is part for line in statement.movements)],
        sums=statement.sums,
        amount=to_grouped,
        titles={
            name: telling.say(words)
            for name, words in (
                ("member", N_("Member")),
                ("opening", N_("Opening balance")),
                ("closing", N_("Closing balance")),
                ("day", N_("Day")),
                ("posted", N_("Posted")),
                ("what", N_("What")),
                ("why", N_("Why")),
                ("amount", N_("Amount")),
                ("nothing", N_("Nothing changed in this time.")),
                ("sum", N_("Sum")),
            )
        },
    )


@cache
def _template() -> Template:
    text = files("graph.payouts.statements").joinpath("statement.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)
