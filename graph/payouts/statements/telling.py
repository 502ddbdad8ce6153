"""A statement in words: titles, what each movement is, and why, in one language; amounts with separators."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.i18n import ENGLISH, N_, _, language_name
from graph.money import to_grouped
from graph.payouts.statements.model import Movement, Section, Statement
from graph.words import Words, spoken
from graph.words.reasons import texts

TITLES = {
    Section.REWARD: N_("Rewards"),
    Section.CORRECTION: N_("Corrections"),
    Section.ADJUSTMENT: N_("Adjustments"),
    Section.WITHDRAWAL: N_("Withdrawals"),
    Section.WITHHELD: N_("Withheld"),
    Section.PAID: N_("Paid out"),
}
"""What the parts of a statement are called, in their order."""
_WITHDRAWN = {"cash": N_("paid by the wallet"), "purchase": N_("spent in the shop")}


@dataclass(frozen=True)
class Telling:
    """Puts a statement into a language of graph.i18n.LANGUAGES."""

    statement: Statement
    code: str = ENGLISH

    def say(self, template: str, **values: object) -> str:
        """Return a text of the catalogues with its fields filled."""
        return _(template, self.code).format(**values)

    @cached_property
    def words(self) -> Words:
        """What makes sentences of reasons."""
        statement, plan = self.statement, self.statement.run.plans[-1]
        chinese = self.code != ENGLISH
        ranks = {rank.id: (rank.name if chinese else "") or rank.id.replace("_", " ") for rank in plan.ranks}
        names = {statement.member_id: statement.name}
        words = spoken(language_name(self.code), names, plan.time_zone, ranks)
        return replace(words, money=to_grouped)

    @property
    def title(self) -> str:
        """What the statement is of: a month, or a batch."""
        if self.statement.batch:
            return self.say(N_("Statement of payout {batch}"), batch=self.statement.batch)
        return self.say(N_("Statement of {month}"), month=self.statement.month)

    @property
    def span(self) -> str:
        """From when to when it is."""
        begins = self.statement.begins or self.say(N_("the beginning"))
        return self.say(N_("{begins} to {ends}"), begins=begins, ends=self.statement.ends)

    def section(self, section: Section) -> str:
        """Return what a part is called."""
        return self.say(TITLES[section])

    def what(self, movement: Movement) -> str:
        """Return what a movement is: the kind of reward and its source or pool."""
        if movement.section is Section.WITHDRAWAL:
            return self.say(_WITHDRAWN[movement.kind])
        if movement.batch:
            return self.say(N_("payout {batch}"), batch=movement.batch)
        labels = texts(language_name(self.code))["labels"]
        detail = self.words.ranks.get(movement.pool, movement.pool) or labels.get(
            movement.source, movement.source
        )
        return " · ".join(part for part in (labels.get(movement.kind, movement.kind), detail) if part)

    def why(self, movement: Movement) -> str:
        """Return the sentences that say why."""
        return self.words.sentences_of(movement.reasons)

    @property
    def notes(self) -> Sequence[str]:
        """What is to be known of the closing balance."""
        statement, until = self.statement, self.statement.until
        notes = [
            self.say(N_("All amounts are in {currency}."), currency=statement.currency),
            self.say(
                N_(
                    "The balance is what was earned less what was withdrawn, withheld and paid out, as of"
                    " run {run} ({day})."
                ),
                run=until.number,
                day=until.day,
            ),
        ]
        if statement.held:
            notes.append(self.say(N_("{held} of it is held for now."), held=to_grouped(statement.held)))
        if not statement.complete:
            notes.append(self.say(N_("The month is not over: this statement still changes.")))
        if statement.paid_since:
            amount = to_grouped(statement.paid_since)
            notes.append(self.say(N_("Payouts approved since then, not in it yet: {amount}."), amount=amount))
        return notes
